package io.github.kdpbridge.gen1facade.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.PlainText;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes a JSON array of many devices. Not safe for several threads. */
final class DeviceArray {
    /** The fields of a device with an identifier only. */
    static final ByteString NO_FIELDS = ByteString.encodeUtf8("{}");

    private final Gen1Profile profile;
    private final Buffer array = new Buffer();
    private @Nullable DeviceType type;
    /** The JSON before an identifier of that type. */
    private ByteString beginning = ByteString.EMPTY;

    DeviceArray(Gen1Profile profile) {
        this.profile = profile;
    }

    /**
     * Adds a device.
     *
     * @param fields its other fields, as a JSON object
     */
    void add(DeviceId id, ByteString fields) {
        array.writeByte(array.size() == 0 ? '[' : ',');
        if (PlainText.isPlain(id.value())) {
            array.write(beginning(id.type())).writeUtf8(id.value()).writeByte('"');
        } else {
            ByteString object = object(id);
            array.write(object, 0, object.size() - 1);
        }
        if (fields.size() == NO_FIELDS.size()) {
            array.writeByte('}');
        } else {
            array.writeByte(',').write(fields, 1, fields.size() - 1);
        }
    }

    /** Moves the array to the writer, as a value. */
    void writeTo(JsonWriter json) throws IOException {
        array.writeUtf8(array.size() == 0 ? "[]" : "]");
        try (BufferedSink value = json.valueSink()) {
            value.write(array, array.size());
        }
    }

    private ByteString beginning(DeviceType wanted) {
        if (!wanted.equals(type)) {
            ByteString empty = object(new DeviceId(wanted, ""));
            beginning = empty.substring(0, empty.size() - "\"}".length());
            type = wanted;
        }
        return beginning;
    }

    private ByteString object(DeviceId id) {
        return JsonObject.of(json -> json.name(profile.deviceField(id.type())).value(id.value()));
    }
}
