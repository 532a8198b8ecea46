package io.github.kdpbridge.gateway.doctor;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.error.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges the transactions of a status and their devices. */
final class TransactionJudge {
    private static final int OK = 200;
    private static final String COMPLETE = "Complete";
    private static final Set<String> STATES = Set.of("Progress", COMPLETE);
    private static final Set<String> ERROR_FIELDS = Set.of("code", "message", "data");
    /** The documented and assumed fields of an identifier, in the order in which the bridge prefers them. */
    private static final List<String> FIELDS = List.of("imei", "serialNumber", "meid");

    private static final Set<String> LISTED_FIELDS = ImmutableSet.of("mei", "imei", "serialNumber");
    private static final Pattern WITHOUT_CHECK_DIGIT = Pattern.compile("[0-9]{14}");

    private final ProbeReport report;
    private final ErrorJudge errors;
    /** The client's other identifier fields. */
    private final List<String> otherFields;

    /** The identifiers in the list of devices. A MEID has another form there (documented), so MEIDs are left out. */
    private final SetMultimap<String, String> listed = HashMultimap.create();

    /**
     * Creates a judge.
     *
     * @param deviceFields the client's identifier fields
     */
    TransactionJudge(ProbeReport report, ErrorJudge errors, Set<String> deviceFields) {
        this.report = report;
        this.errors = errors;
        this.otherFields =
                deviceFields.stream().filter(field -> !FIELDS.contains(field)).toList();
    }

    /** Records a device of the list. */
    void listed(JsonValue device) {
        for (String field : LISTED_FIELDS) {
            String id = device.get(field).text();
            if (!id.isEmpty()) {
                listed.put(DeviceKey.of(id), id);
            }
        }
    }

    /** Returns how informative a transaction is: devices, an error of its own and being in progress each count. */
    int tells(JsonValue transaction) {
        return transaction.get("devices").items().size()
                + (errors.isError(transaction) ? 1 : 0)
                + (transaction.get("state").text().equals(COMPLETE) ? 0 : 1);
    }

    void judge(JsonValue transaction) {
        String state = transaction.get("state").text();
        if (STATES.contains(state)) {
            report.confirm(ProbedFact.STATES);
        } else {
            report.contradict(ProbedFact.STATES, "a transaction in state " + state);
        }
        kind(transaction);
        if (errors.isError(transaction)) {
            report.confirm(ProbedFact.TRANSACTION_ERROR);
            customer(errors.judge(OK, transaction), "transaction");
        }
        List<JsonValue> devices = transaction.get("devices").items();
        boolean complete = state.equals(COMPLETE);
        if (!complete && !devices.isEmpty()) {
            report.contradict(ProbedFact.DEVICES_IN_PROGRESS, "devices in a transaction that is not complete");
        } else if (!complete && STATES.contains(state)) {
            report.confirm(ProbedFact.DEVICES_IN_PROGRESS);
        }
        devices.forEach(device -> judge(device, complete));
    }

    private void kind(JsonValue transaction) {
        boolean type = transaction.get("type").isThere();
        boolean operationType = transaction.get("operationType").isThere();
        if (type && operationType) {
            report.confirm(ProbedFact.TRANSACTION_KIND);
        } else {
            report.contradict(
                    ProbedFact.TRANSACTION_KIND,
                    "a transaction without "
                            + (type ? "operationType" : operationType ? "type" : "type and operationType"));
        }
    }

    private void judge(JsonValue device, boolean complete) {
        if (errors.isError(device)) {
            if (complete) {
                report.confirm(ProbedFact.FAILED_ONLY);
            }
            failure(errors.judge(OK, device));
        } else if (complete) {
            report.contradict(ProbedFact.FAILED_ONLY, "a device without a code in a complete transaction");
        }
        field(device).ifPresent(field -> spelling(field, device.get(field).text()));
    }

    private void failure(Condition condition) {
        customer(condition, "device");
        switch (condition) {
            case DEVICE_INVALID -> report.confirm(ProbedFact.INVALID_DEVICE);
            case DEVICE_ID_INVALID, DEVICE_IMEI_INVALID, DEVICE_MEID_INVALID, DEVICE_SERIAL_INVALID ->
                report.contradict(ProbedFact.INVALID_DEVICE, "a device with " + condition);
            case RESELLER_CUSTOMER_DEVICE_NOT_FOUND -> report.confirm(ProbedFact.DELETE_ERROR_LEVEL);
            default -> {
                // No assumption about other errors.
            }
        }
    }

    private void customer(Condition condition, String where) {
        switch (condition) {
            case CUSTOMER_ID_INVALID, CUSTOMER_NOT_FOUND, ASSOCIATION_NOT_FOUND ->
                report.contradict(ProbedFact.WRONG_CUSTOMER, condition + " in a " + where);
            default -> {
                // An error about another subject.
            }
        }
    }

    /** Returns the field that holds the identifier of a device. */
    private Optional<String> field(JsonValue device) {
        Optional<String> usual = first(FIELDS, device);
        if (usual.isPresent()) {
            report.confirm(ProbedFact.DEVICE_FIELDS);
            return usual;
        }
        Optional<String> other = first(otherFields, device);
        if (other.isPresent()) {
            report.contradict(ProbedFact.DEVICE_FIELDS, "a device that is named by " + other.get());
            return other;
        }
        device.names().stream()
                .filter(name -> !ERROR_FIELDS.contains(name))
                .sorted()
                .findFirst()
                .ifPresentOrElse(
                        this::unknownField,
                        () -> report.contradict(ProbedFact.DEVICE_FIELDS, "a device that is not named"));
        return Optional.empty();
    }

    private void unknownField(String name) {
        report.contradict(
                ProbedFact.DEVICE_FIELDS,
                "a device that is named by " + name,
                "Write wire.gen2.deviceFields.byForm = [\"deviceId\", \"" + name + "\"]");
    }

    private static Optional<String> first(List<String> names, JsonValue device) {
        return names.stream().filter(name -> !device.get(name).text().isEmpty()).findFirst();
    }

    private void spelling(String field, String id) {
        boolean imei = field.equals("imei") || field.equals("mei");
        if (imei && WITHOUT_CHECK_DIGIT.matcher(id).matches()) {
            report.contradict(ProbedFact.IDENTIFIER_SPELLING, "an IMEI of 14 digits");
            return;
        }
        Set<String> spellings = field.equals("meid") ? Set.of() : listed.get(DeviceKey.of(id));
        if (spellings.contains(id)) {
            report.confirm(ProbedFact.IDENTIFIER_SPELLING);
        } else if (!spellings.isEmpty()) {
            report.contradict(
                    ProbedFact.IDENTIFIER_SPELLING, "an identifier in other letters than in the list of devices");
        }
    }
}
