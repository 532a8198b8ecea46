package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.UnknownFields;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One device of a status; {@code code} is a number or a string, and absent if the device succeeded. */
record DeviceDto(
        DeviceId id,
        @Nullable String code,
        @Nullable String message,
        @Nullable String data,
        UnknownFields unknown) {

    /** Returns the way to read a device whose identifier stands in a field of the profile's. */
    static ReadOnlyAdapter.Reading<DeviceDto> reading(Gen2Profile profile) {
        Map<String, DeviceType> idFields = profile.deviceFields();
        FieldNames wanted = FieldNames.of(ImmutableList.<String>builder()
                .addAll(idFields.keySet())
                .add("code", "message", "data")
                .build());
        return reader -> read(reader, wanted, idFields);
    }

    private static DeviceDto read(JsonReader reader, FieldNames wanted, Map<String, DeviceType> idFields)
            throws IOException {
        JsonFields fields = JsonFields.read(wanted, reader);
        return new DeviceDto(
                id(fields, idFields),
                fields.text("code"),
                fields.text("message"),
                fields.any("data"),
                fields.unknown());
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
