package io.github.kdpbridge.simulator.world;

import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the service behaves where nothing public says it, or where the vendor's pages contradict each other. Each switch
 * has a default: what is documented, or else what the contract assumes. Immutable.
 *
 * <pre>{@code
 * Dialect before = Dialect.documented().toBuilder().reupload(Dialect.Reupload.SILENT).build();
 * }</pre>
 */
public final class Dialect {
    /** The answer of Gen2's status for a transaction that it does not know (contract, section 5: assumed). */
    public enum UnknownTransaction {
        /** 200 with an empty list. */
        EMPTY_LIST,
        /** 400 with 40000013. */
        INVALID_ID,
        /** 404 with 40400009 TRANSACTION_NOT_FOUND, which stands in no table. */
        NOT_FOUND
    }

    /** The frame around the transactions of Gen2's status (contract, section 5). */
    public enum StatusForm {
        /** A page in an object {@code devices}, as documented. */
        WRAPPED,
        /** The same page without the object around it, as in generation 1. */
        PAGED,
        /** One bare transaction when it was asked for by id, as one sample has it; lists stay wrapped. */
        BARE
    }

    /** The form of a MEID. */
    public enum MeidForm {
        /** As the request had it. */
        AS_SENT,
        /** 14 hexadecimal digits. */
        HEXADECIMAL,
        /** 18 decimal digits: 10 for the first 8 hexadecimal ones, 8 for the last 6. */
        DECIMAL
    }

    /** The letters of an identifier. */
    public enum LetterCase {
        /** As the request had them. */
        AS_SENT,
        /** Upper case. */
        UPPER,
        /** Lower case. */
        LOWER
    }

    /** The name of an identifier's field. */
    public enum DeviceKey {
        /** {@code imei}, {@code serialNumber} or {@code meid}. */
        BY_TYPE,
        /** {@code mei} for an IMEI, as in the list of devices. */
        MEI,
        /** {@code deviceId} for all. */
        DEVICE_ID
    }

    /** The reach of an error. */
    public enum ErrorLevel {
        /** The one device. */
        DEVICE,
        /** The whole request: 400, and nothing happens. */
        REQUEST
    }

    /** The code of an identifier that is not valid (contract, section 8). */
    public enum InvalidDevice {
        /** 40000004 DEVICE_INVALID. */
        DEVICE_INVALID,
        /** 40000006 DEVICE_ID_INVALID. */
        ID,
        /** 40000007, 40000008 or 40000009 by the type: DEVICE_IMEI_INVALID, _MEID_INVALID, _SERIAL_INVALID. */
        BY_TYPE
    }

    /** The writing of an error; receipts are always as documented. */
    public enum CodeForm {
        /** A number, a name, a text. */
        DOCUMENTED,
        /** The number has a zero too few or too many, as the vendor misprints it; the name is right. */
        MISPRINTED,
        /** The number belongs to another name; the name is right. */
        CONTRADICTING,
        /** The number is a JSON string. */
        TEXT,
        /** Number, name and text are arrays of one element. */
        ARRAYS,
        /** The number is right, and there is no name. */
        NAMELESS
    }

    /** The fate of a device that is uploaded again (contract, section 7: documented). */
    public enum Reupload {
        /** Before 23.12: an error, whose text tells whether it is there for the same reseller and customer. */
        ERROR,
        /** 23.12 to 25.10: left out and counted as good, for the same reseller and customer; else an error. */
        SILENT,
        /** Since 25.11: 40000005 for the device. */
        DUPLICATE
    }

    /** The place where an unknown customer shows. */
    public enum WrongCustomer {
        /** 400 with 40000011, as documented. */
        AT_ONCE,
        /** The request is accepted, and its transaction has 40400002. */
        IN_TRANSACTION,
        /** The request is accepted, and each of its devices has 40400002. */
        IN_DEVICES
    }

    /** The fate of an identifier that stands in one list twice. */
    public enum Repeated {
        /** It is judged once. */
        ONCE,
        /** The second one fails with 40000005. */
        DUPLICATE,
        /** The request is refused with 40000001. */
        REFUSED
    }

    private static final Switch<UnknownTransaction> UNKNOWN_TRANSACTION =
            Switch.choice("unknownTransaction", UnknownTransaction.EMPTY_LIST);
    private static final Switch<Duration> STATUS_LAG = Switch.duration("statusLag");
    private static final Switch<Boolean> STATUS_FILTERED = Switch.flag("statusFiltered", true);
    private static final Switch<StatusForm> STATUS_FORM = Switch.choice("statusForm", StatusForm.WRAPPED);
    private static final Switch<Integer> FAILED_DEVICES_PER_PAGE = Switch.count("failedDevicesPerPage", 0);
    private static final Switch<Boolean> DEVICES_IN_PROGRESS = Switch.flag("devicesInProgress", false);
    private static final Switch<Boolean> GOOD_DEVICES_LISTED = Switch.flag("goodDevicesListed", false);
    private static final Switch<MeidForm> MEID_FORM = Switch.choice("meidForm", MeidForm.AS_SENT);
    private static final Switch<LetterCase> LETTER_CASE = Switch.choice("letterCase", LetterCase.AS_SENT);
    private static final Switch<Boolean> IMEI_CHECK_DIGIT = Switch.flag("imeiCheckDigit", true);
    private static final Switch<DeviceKey> DEVICE_KEY = Switch.choice("deviceKey", DeviceKey.BY_TYPE);
    private static final Switch<ErrorLevel> FOREIGN_DEVICE_LEVEL =
            Switch.choice("foreignDeviceLevel", ErrorLevel.DEVICE);
    private static final Switch<InvalidDevice> INVALID_DEVICE =
            Switch.choice("invalidDevice", InvalidDevice.DEVICE_INVALID);
    private static final Switch<String> STATE_WHILE_WORKING = Switch.word("stateWhileWorking");
    private static final Switch<CodeForm> CODES = Switch.choice("codes", CodeForm.DOCUMENTED);
    private static final Switch<Reupload> REUPLOAD = Switch.choice("reupload", Reupload.DUPLICATE);
    private static final Switch<WrongCustomer> WRONG_CUSTOMER = Switch.choice("wrongCustomer", WrongCustomer.AT_ONCE);
    private static final Switch<Repeated> REPEATED_DEVICES = Switch.choice("repeatedDevices", Repeated.ONCE);
    private static final Switch<Boolean> OPERATION_TYPE_SHOWN = Switch.flag("operationTypeShown", true);
    private static final Switch<Boolean> TYPE_SHOWN = Switch.flag("typeShown", true);
    private static final Switch<Boolean> EXPIRES_IN_SHOWN = Switch.flag("expiresInShown", true);

    private static final List<Switch<?>> SWITCHES = List.of(
            UNKNOWN_TRANSACTION,
            STATUS_LAG,
            STATUS_FILTERED,
            STATUS_FORM,
            FAILED_DEVICES_PER_PAGE,
            DEVICES_IN_PROGRESS,
            GOOD_DEVICES_LISTED,
            MEID_FORM,
            LETTER_CASE,
            IMEI_CHECK_DIGIT,
            DEVICE_KEY,
            FOREIGN_DEVICE_LEVEL,
            INVALID_DEVICE,
            STATE_WHILE_WORKING,
            CODES,
            REUPLOAD,
            WRONG_CUSTOMER,
            REPEATED_DEVICES,
            OPERATION_TYPE_SHOWN,
            TYPE_SHOWN,
            EXPIRES_IN_SHOWN);

    private final Map<Switch<?>, Object> changed;

    private Dialect(Map<Switch<?>, Object> changed) {
        this.changed = Map.copyOf(changed);
    }

    /** {@return the dialect in which every switch has its default} */
    public static Dialect documented() {
        return new Dialect(Map.of());
    }

    /** {@return a builder in which every switch has its default} */
    public static Builder builder() {
        return new Builder(Map.of());
    }

    /** {@return a builder with the switches of this dialect} */
    public Builder toBuilder() {
        return new Builder(changed);
    }

    /** {@return how Gen2's status answers for a {@code transactionId} that it does not know; {@code EMPTY_LIST} by default} */
    public UnknownTransaction unknownTransaction() {
        return value(UNKNOWN_TRANSACTION);
    }

    /** {@return how long after its acceptance a transaction is not shown yet in Gen2's status, by id or in the list; not negative; zero by default} */
    public Duration statusLag() {
        return value(STATUS_LAG);
    }

    /** {@return whether Gen2's status takes {@code transactionId} as a filter; else it shows all transactions of the reseller; {@code true} by default} */
    public boolean statusFiltered() {
        return value(STATUS_FILTERED);
    }

    /** {@return what stands around a transaction in Gen2's status; {@code WRAPPED} by default} */
    public StatusForm statusForm() {
        return value(STATUS_FORM);
    }

    /** {@return how many failed devices of a transaction asked for by id stand on one page of Gen2's status; 0 for all; {@code 0} by default} */
    public int failedDevicesPerPage() {
        return value(FAILED_DEVICES_PER_PAGE);
    }

    /** {@return whether Gen2's status shows devices while a transaction is in progress; {@code false} by default} */
    public boolean devicesInProgress() {
        return value(DEVICES_IN_PROGRESS);
    }

    /** {@return whether Gen2's status lists good devices too, without a code; {@code false} by default} */
    public boolean goodDevicesListed() {
        return value(GOOD_DEVICES_LISTED);
    }

    /** {@return how Gen2's status writes a MEID; {@code AS_SENT} by default} */
    public MeidForm meidForm() {
        return value(MEID_FORM);
    }

    /** {@return how Gen2's status writes the letters of an identifier; {@code AS_SENT} by default} */
    public LetterCase letterCase() {
        return value(LETTER_CASE);
    }

    /** {@return whether Gen2's status writes an IMEI with its last digit; {@code true} by default} */
    public boolean imeiCheckDigit() {
        return value(IMEI_CHECK_DIGIT);
    }

    /** {@return the name of the field of an identifier in Gen2's status; {@code BY_TYPE} by default} */
    public DeviceKey deviceKey() {
        return value(DEVICE_KEY);
    }

    /** {@return what fails when a delete names a device that is not there for this reseller and customer; in both generations; {@code DEVICE} by default} */
    public ErrorLevel foreignDeviceLevel() {
        return value(FOREIGN_DEVICE_LEVEL);
    }

    /** {@return which of Gen2's codes an identifier gets that is not valid; {@code DEVICE_INVALID} by default} */
    public InvalidDevice invalidDevice() {
        return value(INVALID_DEVICE);
    }

    /** {@return the word that Gen2's status shows in place of {@code Progress}, or null for {@code Progress} itself; {@code null} by default} */
    public @Nullable String stateWhileWorking() {
        return word(STATE_WHILE_WORKING);
    }

    /** {@return how Gen2 and its token services write the code, the name and the text of an error; {@code DOCUMENTED} by default} */
    public CodeForm codes() {
        return value(CODES);
    }

    /** {@return what becomes of a device that is there already; in both generations; {@code DUPLICATE} by default} */
    public Reupload reupload() {
        return value(REUPLOAD);
    }

    /** {@return where Gen2 tells that it does not know the customer of an upload or a delete; {@code AT_ONCE} by default} */
    public WrongCustomer wrongCustomer() {
        return value(WRONG_CUSTOMER);
    }

    /** {@return what Gen2 makes of an identifier that stands in one list twice; Gen1 always judges it once; {@code ONCE} by default} */
    public Repeated repeatedDevices() {
        return value(REPEATED_DEVICES);
    }

    /** {@return whether a transaction in Gen2's status has {@code operationType}; {@code true} by default} */
    public boolean operationTypeShown() {
        return value(OPERATION_TYPE_SHOWN);
    }

    /** {@return whether a transaction in Gen2's status has {@code type}; {@code true} by default} */
    public boolean typeShown() {
        return value(TYPE_SHOWN);
    }

    /** {@return whether an OAuth token comes with {@code expires_in}; {@code true} by default} */
    public boolean expiresInShown() {
        return value(EXPIRES_IN_SHOWN);
    }

    /**
     * All switches by their names, for a reader of JSON.
     *
     * @return names and values, in the order of this class: texts, numbers, booleans, and null where a word is absent
     */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        SWITCHES.forEach(it -> fields.put(it.name(), it.toJson(changed.get(it))));
        return fields;
    }

    /**
     * Reads the switches of a JSON object; one that it leaves out has its default.
     *
     * @param object the object
     * @return the dialect
     * @throws JsonProblem if a field is no switch, or its value cannot be
     */
    public static Dialect read(JsonObject object) throws JsonProblem {
        Builder builder = builder();
        for (String name : object.names()) {
            Switch<?> found = SWITCHES.stream()
                    .filter(it -> it.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new JsonProblem(object.field(name).path() + " is not a switch of the dialect; use one of "
                                    + SWITCHES.stream().map(Switch::name).collect(Collectors.joining(", "))));
            builder.put(found, found.read(object.field(name)));
        }
        return builder.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dialect dialect && dialect.changed.equals(changed);
    }

    @Override
    public int hashCode() {
        return changed.hashCode();
    }

    /** The switches that are not as documented. */
    @Override
    public String toString() {
        return SWITCHES.stream()
                .filter(changed::containsKey)
                .map(it -> it.name() + "=" + it.toJson(changed.get(it)))
                .collect(Collectors.joining(", ", "Dialect[", "]"));
    }

    private <T> T value(Switch<T> wanted) {
        return Objects.requireNonNull(word(wanted));
    }

    private <T> @Nullable T word(Switch<T> wanted) {
        return wanted.value(changed.get(wanted));
    }

    /** Sets switches. Not thread-safe. */
    public static final class Builder {
        private final Map<Switch<?>, Object> changed;

        private Builder(Map<Switch<?>, Object> changed) {
            this.changed = new LinkedHashMap<>(changed);
        }

        /** Sets {@link Dialect#unknownTransaction()}. */
        public Builder unknownTransaction(UnknownTransaction unknownTransaction) {
            return set(UNKNOWN_TRANSACTION, unknownTransaction);
        }

        /** Sets {@link Dialect#statusLag()}. */
        public Builder statusLag(Duration statusLag) {
            return set(STATUS_LAG, statusLag);
        }

        /** Sets {@link Dialect#statusFiltered()}. */
        public Builder statusFiltered(boolean statusFiltered) {
            return set(STATUS_FILTERED, statusFiltered);
        }

        /** Sets {@link Dialect#statusForm()}. */
        public Builder statusForm(StatusForm statusForm) {
            return set(STATUS_FORM, statusForm);
        }

        /** Sets {@link Dialect#failedDevicesPerPage()}. */
        public Builder failedDevicesPerPage(int failedDevicesPerPage) {
            return set(FAILED_DEVICES_PER_PAGE, failedDevicesPerPage);
        }

        /** Sets {@link Dialect#devicesInProgress()}. */
        public Builder devicesInProgress(boolean devicesInProgress) {
            return set(DEVICES_IN_PROGRESS, devicesInProgress);
        }

        /** Sets {@link Dialect#goodDevicesListed()}. */
        public Builder goodDevicesListed(boolean goodDevicesListed) {
            return set(GOOD_DEVICES_LISTED, goodDevicesListed);
        }

        /** Sets {@link Dialect#meidForm()}. */
        public Builder meidForm(MeidForm meidForm) {
            return set(MEID_FORM, meidForm);
        }

        /** Sets {@link Dialect#letterCase()}. */
        public Builder letterCase(LetterCase letterCase) {
            return set(LETTER_CASE, letterCase);
        }

        /** Sets {@link Dialect#imeiCheckDigit()}. */
        public Builder imeiCheckDigit(boolean imeiCheckDigit) {
            return set(IMEI_CHECK_DIGIT, imeiCheckDigit);
        }

        /** Sets {@link Dialect#deviceKey()}. */
        public Builder deviceKey(DeviceKey deviceKey) {
            return set(DEVICE_KEY, deviceKey);
        }

        /** Sets {@link Dialect#foreignDeviceLevel()}. */
        public Builder foreignDeviceLevel(ErrorLevel foreignDeviceLevel) {
            return set(FOREIGN_DEVICE_LEVEL, foreignDeviceLevel);
        }

        /** Sets {@link Dialect#invalidDevice()}. */
        public Builder invalidDevice(InvalidDevice invalidDevice) {
            return set(INVALID_DEVICE, invalidDevice);
        }

        /** Sets {@link Dialect#stateWhileWorking()}. */
        public Builder stateWhileWorking(@Nullable String stateWhileWorking) {
            return set(STATE_WHILE_WORKING, stateWhileWorking);
        }

        /** Sets {@link Dialect#codes()}. */
        public Builder codes(CodeForm codes) {
            return set(CODES, codes);
        }

        /** Sets {@link Dialect#reupload()}. */
        public Builder reupload(Reupload reupload) {
            return set(REUPLOAD, reupload);
        }

        /** Sets {@link Dialect#wrongCustomer()}. */
        public Builder wrongCustomer(WrongCustomer wrongCustomer) {
            return set(WRONG_CUSTOMER, wrongCustomer);
        }

        /** Sets {@link Dialect#repeatedDevices()}. */
        public Builder repeatedDevices(Repeated repeatedDevices) {
            return set(REPEATED_DEVICES, repeatedDevices);
        }

        /** Sets {@link Dialect#operationTypeShown()}. */
        public Builder operationTypeShown(boolean operationTypeShown) {
            return set(OPERATION_TYPE_SHOWN, operationTypeShown);
        }

        /** Sets {@link Dialect#typeShown()}. */
        public Builder typeShown(boolean typeShown) {
            return set(TYPE_SHOWN, typeShown);
        }

        /** Sets {@link Dialect#expiresInShown()}. */
        public Builder expiresInShown(boolean expiresInShown) {
            return set(EXPIRES_IN_SHOWN, expiresInShown);
        }

        /** {@return the dialect} */
        public Dialect build() {
            return new Dialect(changed);
        }

        private <T> Builder set(Switch<T> changing, @Nullable T value) {
            return put(changing, changing.checked(value));
        }

        private Builder put(Switch<?> changing, @Nullable Object value) {
            if (value == null || changing.isDefault(value)) {
                changed.remove(changing);
            } else {
                changed.put(changing, value);
            }
            return this;
        }
    }
}
