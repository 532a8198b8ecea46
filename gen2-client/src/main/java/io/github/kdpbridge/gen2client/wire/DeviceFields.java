package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.Map;
import java.util.Objects;

/** The fields of one device of an answer. */
final class DeviceFields {
    private DeviceFields() {}

    /**
     * Returns the way to read a device of a status; {@code code} is a number or a string, and absent if the device
     * succeeded.
     */
    static ItemReading<DeviceOutcome> outcome(Gen2Profile profile) {
        Map<String, DeviceType> idFields = profile.deviceFields();
        ErrorCatalogue errors = profile.errors();
        String success = errors.code(Generation.GEN2, Condition.SUCCESS);
        FieldNames wanted = FieldNames.of(ImmutableList.<String>builder()
                .addAll(idFields.keySet())
                .add("code", "message", "data")
                .build());
        return new ItemReading<>(wanted, fields -> {
            DeviceId id = id(fields, idFields);
            String code = fields.text("code");
            String message = fields.text("message");
            String data = fields.any("data");
            ServiceError error =
                    code == null || code.equals(success) ? null : errors.error(Generation.GEN2, code, message, data);
            return new DeviceOutcome(id, error, fields.unknown());
        });
    }

    /**
     * Takes out the identifier of a device: of several, the first in the profile's order that is not empty. The others
     * stay.
     */
    static DeviceId id(JsonFields fields, Map<String, DeviceType> idFields) {
        String empty = null;
        for (String field : idFields.keySet()) {
            if (fields.has(field)) {
                return id(fields, field, idFields);
            }
            if (empty == null && fields.contains(field)) {
                empty = field;
            }
        }
        if (empty == null) {
            throw fields.misfit(" has none of the fields " + idFields.keySet());
        }
        return id(fields, empty, idFields);
    }

    private static DeviceId id(JsonFields fields, String field, Map<String, DeviceType> idFields) {
        return new DeviceId(
                Objects.requireNonNull(idFields.get(field), field), Objects.requireNonNull(fields.text(field), field));
    }
}
