package io.github.kdpbridge.gen1facade.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;
import java.util.Objects;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Writes the devices of a status, of which there may be very many: neighbours share all but the identifier, so the rest is
 * written as JSON once. Not safe for several threads.
 */
final class DeviceArray {
    private static final ByteString CLOSED = ByteString.encodeUtf8("}");

    private final Gen1Profile profile;
    private final Buffer array = new Buffer();
    private @Nullable DeviceType type;
    /** The JSON before an identifier of that type. */
    private ByteString beginning = ByteString.EMPTY;

    private @Nullable ServiceError error;
    /** The JSON behind an identifier with that error. */
    private ByteString end = CLOSED;

    DeviceArray(Gen1Profile profile) {
        this.profile = profile;
    }

    /**
     * Adds a device.
     *
     * @param inGen1 its error in generation 1; null if it has none
     */
    void add(DeviceId id, @Nullable ServiceError inGen1) {
        array.writeByte(array.size() == 0 ? '[' : ',');
        if (isPlain(id.value())) {
            array.write(beginning(id.type())).writeUtf8(id.value()).writeByte('"');
        } else {
            ByteString object = object(id);
            array.write(object, 0, object.size() - CLOSED.size());
        }
        array.write(end(inGen1));
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

    private ByteString end(@Nullable ServiceError wanted) {
        if (!Objects.equals(wanted, error)) {
            ByteString object = wanted == null ? null : JsonObject.of(json -> ErrorFields.write(json, wanted));
            end = object == null
                    ? CLOSED
                    : ByteString.encodeUtf8("," + object.substring(1).utf8());
            error = wanted;
        }
        return end;
    }

    private ByteString object(DeviceId id) {
        return JsonObject.of(json -> json.name(profile.deviceField(id.type())).value(id.value()));
    }

    /** Returns whether JSON shows a text as it is. */
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }
}
