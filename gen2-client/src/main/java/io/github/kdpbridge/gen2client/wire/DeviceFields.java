package io.github.kdpbridge.gen2client.wire;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceOutcomes;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.Verdict;
import io.github.kdpbridge.serviceclient.scan.PlainItems;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The devices of one status. */
final class DeviceFields {
    private static final Set<String> EXPECTED = ImmutableSet.of("imei", "serialNumber", "meid");
    private static final Pattern IMEI = Pattern.compile("[0-9]{14,15}");
    private static final Pattern MEID = Pattern.compile("[0-9A-Fa-f]{14}|[0-9]{18}");
    private static final CharMatcher SEPARATORS = CharMatcher.whitespace().or(CharMatcher.anyOf("-_"));

    private final Map<String, DeviceType> idFields;
    private final Verdicts verdicts;
    private final Surprises surprises;
    private final Set<String> told = new HashSet<>();

    private DeviceFields(Map<String, DeviceType> idFields, Verdicts verdicts, Surprises surprises) {
        this.idFields = idFields;
        this.verdicts = verdicts;
        this.surprises = surprises;
    }

    /** Returns the known fields of a device in a status. */
    static FieldNames wanted(Gen2Profile profile) {
        return FieldNames.of(ImmutableSet.<String>builder()
                .addAll(profile.deviceFields().keySet())
                .add("code", "message", "data")
                .build());
    }

    /** Returns the reader of a status's devices. A device without a code, or with that of success, succeeded. */
    static ItemReading<DeviceOutcome> outcome(
            FieldNames wanted, Gen2Profile profile, Verdicts verdicts, Surprises surprises) {
        DeviceFields devices = new DeviceFields(profile.deviceFields(), verdicts, surprises);
        return new ItemReading<>(wanted, devices::read, () -> devices.new Outcomes());
    }

    private DeviceOutcome read(JsonFields fields) {
        DeviceId id = id(fields);
        Verdict verdict = verdicts.take(fields);
        return new DeviceOutcome(id, verdict.error(), fields.unknown());
    }

    /** The devices of one list. */
    private final class Outcomes implements ItemReading.Items<DeviceOutcome> {
        private final DeviceOutcomes.Builder outcomes = new DeviceOutcomes.Builder();
        private @Nullable DeviceOutcome last;

        @Override
        public void add(DeviceOutcome outcome) {
            outcomes.add(outcome);
            last = outcome;
        }

        /** A device without unknown fields has one identifier only. */
        @Override
        public int addAlike(String field, byte[] json, int from, int length, int distance, int count) {
            DeviceType type = idFields.get(field);
            if (type == null || last == null || length == 0 || !last.unknown().isEmpty()) {
                return 0;
            }
            boolean isTypeKnown = type.equals(last.id().type());
            int added = 0;
            for (int text = from; added < count; added++, text += distance) {
                if (isTypeKnown && outcomes.addSimple(json, text, length)) {
                    continue;
                }
                if (!PlainItems.isPlain(json, text, length)
                        || !kind(type, new String(json, text, length, StandardCharsets.US_ASCII))
                                .equals(last.id().type())) {
                    break;
                }
                outcomes.addAlike(json, text, length);
            }
            return added;
        }

        @Override
        public List<DeviceOutcome> list() {
            return outcomes.build();
        }
    }

    /**
     * Takes the first identifier in the profile's order that is not empty, or else the first one: an empty one may have
     * been submitted. The others stay unknown fields.
     */
    private DeviceId id(JsonFields fields) {
        @Nullable String empty = null;
        for (String field : idFields.keySet()) {
            if (fields.has(field)) {
                return id(fields, field);
            }
            if (empty == null && fields.contains(field)) {
                empty = field;
            }
        }
        if (empty == null) {
            throw fields.misfit(" has none of the fields " + idFields.keySet());
        }
        return id(fields, empty);
    }

    private DeviceId id(JsonFields fields, String field) {
        tell(field);
        String value = Objects.requireNonNull(fields.text(field), field);
        return new DeviceId(kind(Objects.requireNonNull(idFields.get(field), field), value), value);
    }

    private void tell(String field) {
        if (!EXPECTED.contains(field) && told.add(field)) {
            surprises.seen(Assumption.DEVICE_FIELDS, "a device that is named by " + field);
        }
    }

    /** Returns the kind of an identifier by the profile, or else by its form. */
    static DeviceType kind(DeviceType kind, String identifier) {
        if (!kind.equals(Gen2Profile.KIND_BY_FORM)) {
            return kind;
        }
        String plain = SEPARATORS.removeFrom(identifier);
        if (IMEI.matcher(plain).matches()) {
            return DeviceType.IMEI;
        }
        return MEID.matcher(plain).matches() ? DeviceType.MEID : DeviceType.SERIAL_NUMBER;
    }
}
