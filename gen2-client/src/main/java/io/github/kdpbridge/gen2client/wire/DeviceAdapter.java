package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a device of a status, whose identifier stands in a field of the profile's. */
final class DeviceAdapter extends JsonAdapter<DeviceDto> {
    private final Gen2Profile profile;

    DeviceAdapter(Gen2Profile profile) {
        this.profile = profile;
    }

    @Override
    public DeviceDto fromJson(JsonReader reader) throws IOException {
        DeviceId id = null;
        String code = null;
        String message = null;
        String data = null;
        reader.beginObject();
        while (reader.hasNext()) {
            String field = reader.nextName();
            DeviceType type = profile.deviceFields().get(field);
            if (reader.peek() == JsonReader.Token.NULL) {
                reader.skipValue();
            } else if (type != null) {
                id = new DeviceId(type, reader.nextString());
            } else if (field.equals("code")) {
                code = reader.nextString();
            } else if (field.equals("message")) {
                message = reader.nextString();
            } else if (field.equals("data")) {
                data = AnyJsonAdapter.text(reader);
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        if (id == null) {
            throw new JsonDataException("a device has none of the fields "
                    + profile.deviceFields().keySet() + " before " + reader.getPath());
        }
        return new DeviceDto(id, code, message, data);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable DeviceDto device) {
        throw new UnsupportedOperationException("devices of a status are only read");
    }
}
