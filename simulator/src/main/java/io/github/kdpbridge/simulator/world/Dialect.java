package io.github.kdpbridge.simulator.world;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the service behaves where the public documents leave it open or contradict each other: a table of switches. Each has a default: the documented behaviour, or else the contract's assumption. Immutable.
 *
 * <pre>{@code
 * Dialect before = Dialect.documented().with(Dialect.REUPLOAD, Dialect.Reupload.SILENT);
 * }</pre>
 */
public final class Dialect {
    /** How Gen2's status answers for a transaction that it does not know (contract, section 5: assumed). */
    public enum UnknownTransaction {
        /** 200 with an empty list. */
        EMPTY_LIST,
        /** 400 with 40000013. */
        INVALID_ID,
        /** 404 with 40400009 TRANSACTION_NOT_FOUND, which is in no table. */
        NOT_FOUND
    }

    /** The frame around the transactions of Gen2's status (contract, section 5). */
    public enum StatusForm {
        /** A page in an object {@code devices}, as documented. */
        WRAPPED,
        /** The same page without the object around it, as in generation 1. */
        PAGED,
        /** For a request by id, one bare transaction, as in one sample; lists stay wrapped. */
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
        /** Before 23.12: an error; its text tells whether the reseller and the customer are the same. */
        ERROR,
        /** 23.12 to 25.10: skipped and counted as good, for the same reseller and customer; else an error. */
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

    /** The fate of a repeated identifier in one list. */
    public enum Repeated {
        /** It is judged once. */
        ONCE,
        /** The second one fails with 40000005. */
        DUPLICATE,
        /** The request is refused with 40000001. */
        REFUSED
    }

    /** The {@code uploadId} of Gen2's list of devices (contract, section 6: a UUID is documented, its origin is not). */
    public enum UploadTag {
        /** A UUID, one for each upload of either generation. */
        UUID,
        /** The transaction id of the upload. */
        TRANSACTION_ID,
        /** A UUID; of a device that generation 1 uploaded, one of its own, which belongs to no upload. */
        FOREIGN_OTHERWISE,
        /** A UUID; none for a device that generation 1 uploaded. */
        FOREIGN_ABSENT
    }

    /** All rows, in the order of the declarations below; complete when this class is initialized. */
    private static final Map<String, Switch<?>> SWITCHES = new LinkedHashMap<>();

    /** How Gen2's status answers for a {@code transactionId} that it does not know. */
    public static final Switch<UnknownTransaction> UNKNOWN_TRANSACTION =
            row(Switch.choice("unknownTransaction", UnknownTransaction.EMPTY_LIST));
    /** How long Gen2's status, by id or as a list, does not show an accepted transaction yet; zero by default. */
    public static final Switch<Duration> STATUS_LAG = row(Switch.duration("statusLag"));
    /** Whether Gen2's status filters by {@code transactionId}; if not, it lists all transactions of the reseller. */
    public static final Switch<Boolean> STATUS_FILTERED = row(Switch.flag("statusFiltered", true));
    /** The frame around a transaction in Gen2's status. */
    public static final Switch<StatusForm> STATUS_FORM = row(Switch.choice("statusForm", StatusForm.WRAPPED));
    /** The failed devices on a page of Gen2's status of one transaction, requested by id; 0, the default, for all. */
    public static final Switch<Integer> FAILED_DEVICES_PER_PAGE = row(Switch.count("failedDevicesPerPage"));
    /** Whether Gen2's status shows devices while a transaction is in progress. */
    public static final Switch<Boolean> DEVICES_IN_PROGRESS = row(Switch.flag("devicesInProgress", false));
    /** Whether Gen2's status lists good devices too, without a code. */
    public static final Switch<Boolean> GOOD_DEVICES_LISTED = row(Switch.flag("goodDevicesListed", false));
    /** The form of a MEID in Gen2's status. */
    public static final Switch<MeidForm> MEID_FORM = row(Switch.choice("meidForm", MeidForm.AS_SENT));
    /** The letters of an identifier in Gen2's status. */
    public static final Switch<LetterCase> LETTER_CASE = row(Switch.choice("letterCase", LetterCase.AS_SENT));
    /** Whether Gen2's status writes an IMEI with its last digit. */
    public static final Switch<Boolean> IMEI_CHECK_DIGIT = row(Switch.flag("imeiCheckDigit", true));
    /** The field of an identifier in Gen2's status. */
    public static final Switch<DeviceKey> DEVICE_KEY = row(Switch.choice("deviceKey", DeviceKey.BY_TYPE));
    /** What fails when a delete, in either generation, names a device that is not there for this reseller and customer. */
    public static final Switch<ErrorLevel> FOREIGN_DEVICE_LEVEL =
            row(Switch.choice("foreignDeviceLevel", ErrorLevel.DEVICE));
    /** Gen2's code of an identifier that is not valid. */
    public static final Switch<InvalidDevice> INVALID_DEVICE =
            row(Switch.choice("invalidDevice", InvalidDevice.DEVICE_INVALID));
    /** The word in Gen2's status in place of {@code Progress}; null, the default, for {@code Progress} itself. */
    public static final Switch<String> STATE_WHILE_WORKING = row(Switch.word("stateWhileWorking"));
    /** How Gen2 and its token services write errors. */
    public static final Switch<CodeForm> CODES = row(Switch.choice("codes", CodeForm.DOCUMENTED));
    /** The fate of a device that is registered already, in either generation. */
    public static final Switch<Reupload> REUPLOAD = row(Switch.choice("reupload", Reupload.DUPLICATE));
    /** Where Gen2 reports the unknown customer of an upload or a delete. */
    public static final Switch<WrongCustomer> WRONG_CUSTOMER =
            row(Switch.choice("wrongCustomer", WrongCustomer.AT_ONCE));
    /** The fate of an identifier that a list of Gen2 has twice; Gen1 always judges it once. */
    public static final Switch<Repeated> REPEATED_DEVICES = row(Switch.choice("repeatedDevices", Repeated.ONCE));
    /** Whether a transaction in Gen2's status has {@code operationType}. */
    public static final Switch<Boolean> OPERATION_TYPE_SHOWN = row(Switch.flag("operationTypeShown", true));
    /** Whether a transaction in Gen2's status has {@code type}. */
    public static final Switch<Boolean> TYPE_SHOWN = row(Switch.flag("typeShown", true));
    /** Whether an OAuth token comes with {@code expires_in}. */
    public static final Switch<Boolean> EXPIRES_IN_SHOWN = row(Switch.flag("expiresInShown", true));
    /** Whether a transaction id that was used through one generation is refused by the other. */
    public static final Switch<Boolean> NAMES_SHARED = row(Switch.flag("namesShared", true));
    /** Whether each generation's status shows the transactions of the other, and {@code removeTransactionId} takes them. */
    public static final Switch<Boolean> TRANSACTIONS_SHARED = row(Switch.flag("transactionsShared", true));
    /** Whether a device that is uploaded through one generation is there for the other. */
    public static final Switch<Boolean> DEVICES_SHARED = row(Switch.flag("devicesShared", true));
    /** The name of an upload in Gen2's list of devices. */
    public static final Switch<UploadTag> UPLOAD_TAG = row(Switch.choice("uploadTag", UploadTag.UUID));

    private static final Dialect DOCUMENTED = new Dialect(Map.of());

    private final Map<Switch<?>, Object> changed;

    private Dialect(Map<Switch<?>, Object> changed) {
        this.changed = Map.copyOf(changed);
    }

    private static <T> Switch<T> row(Switch<T> row) {
        SWITCHES.put(row.name(), row);
        return row;
    }

    /** {@return the dialect in which every switch has its default} */
    public static Dialect documented() {
        return DOCUMENTED;
    }

    /**
     * This dialect with one switch changed.
     *
     * @param value its value; null, the default, only for {@link #STATE_WHILE_WORKING}
     * @throws IllegalArgumentException if a number or a wait is negative
     */
    public <T> Dialect with(Switch<T> changing, @Nullable T value) {
        return withValue(changing, changing.checked(value));
    }

    /** {@return the value of a switch; of {@link #STATE_WHILE_WORKING} only when it is set} */
    public <T> T get(Switch<T> wanted) {
        return requireNonNull(wanted.value(changed.get(wanted)), wanted.name());
    }

    /** {@return the value of {@link #STATE_WHILE_WORKING}, or null} */
    public @Nullable String stateWhileWorking() {
        return STATE_WHILE_WORKING.value(changed.get(STATE_WHILE_WORKING));
    }

    /** {@return names and values of all switches in the order of this class: texts, numbers, booleans, and null} */
    public Map<String, @Nullable Object> toJson() {
        Fields fields = new Fields();
        SWITCHES.forEach((name, it) -> fields.and(name, it.toJson(changed.get(it))));
        return fields;
    }

    /**
     * Reads the switches of a JSON object; one that it leaves out has its default.
     *
     * @throws JsonProblem if a field is no switch, or its value cannot be
     */
    public static Dialect read(JsonValue object) throws JsonProblem {
        Dialect dialect = documented();
        for (String name : object.names()) {
            JsonValue field = object.field(name);
            Switch<?> found = SWITCHES.get(name);
            if (found == null) {
                throw new JsonProblem(field.path() + " is not a switch of the dialect; use one of "
                        + String.join(", ", SWITCHES.keySet()));
            }
            dialect = dialect.withValue(found, found.read(field));
        }
        return dialect;
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
        return SWITCHES.values().stream()
                .filter(changed::containsKey)
                .map(it -> it.name() + "=" + it.toJson(changed.get(it)))
                .collect(Collectors.joining(", ", "Dialect[", "]"));
    }

    private Dialect withValue(Switch<?> changing, @Nullable Object value) {
        Map<Switch<?>, Object> values = new LinkedHashMap<>(changed);
        if (value == null || changing.isDefault(value)) {
            values.remove(changing);
        } else {
            values.put(changing, value);
        }
        return new Dialect(values);
    }
}
