package io.github.kdpbridge.gen1facade.wire;

import com.google.common.primitives.Bytes;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Identifiers;
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
    private static final byte[] CLOSED = {'}'};
    /** Many devices at a time, because a buffer costs about as much for a byte as for many. */
    private static final int BLOCK = 8192;

    /** Fewer are written one by one, which needs no texts around them. */
    private static final int MANY = 8;

    private final Gen1Profile profile;
    private final Buffer array = new Buffer();
    /** What is not in the buffer yet; it grows, because most transactions have few devices. */
    private byte[] block = {};

    private int used;
    private byte before = '[';
    private @Nullable DeviceType type;
    /** The JSON before an identifier of that type. */
    private byte[] beginning = {};

    private @Nullable ServiceError error;
    /** The JSON behind an identifier with that error. */
    private byte[] end = CLOSED;

    DeviceArray(Gen1Profile profile) {
        this.profile = profile;
    }

    /**
     * Adds a device.
     *
     * @param inGen1 its error in generation 1; null if it has none
     */
    void add(DeviceId id, @Nullable ServiceError inGen1) {
        startOf(id.type());
        endOf(inGen1);
        int wanted = beginning.length + id.value().length() + end.length + ",\"".length();
        if (block.length - used < wanted) {
            flush();
            int larger = Math.min(BLOCK, 4 * block.length);
            block = block.length < Math.max(wanted, larger) ? new byte[Math.max(wanted, larger)] : block;
        }
        block[used++] = before;
        before = ',';
        int identifier = used + beginning.length;
        if (isCopied(id.value(), identifier)) {
            System.arraycopy(beginning, 0, block, used, beginning.length);
            used = identifier + id.value().length();
            block[used++] = '"';
        } else {
            flush();
            ByteString object = object(id);
            array.write(object, 0, object.size() - CLOSED.length);
        }
        System.arraycopy(end, 0, block, used, end.length);
        used += end.length;
    }

    /**
     * Adds devices of one type.
     *
     * @param inGen1 the error of each in generation 1; null if they have none
     */
    void add(DeviceType of, Identifiers identifiers, @Nullable ServiceError inGen1) {
        if (identifiers.width() == 0 || identifiers.size() < MANY) {
            identifiers.forEach(identifier -> add(new DeviceId(of, identifier), inGen1));
            return;
        }
        startOf(of);
        endOf(inGen1);
        flush();
        identifiers.forEachBlock(
                Bytes.concat(new byte[] {','}, beginning),
                Bytes.concat(new byte[] {'"'}, end),
                (text, from, length) -> {
                    array.writeByte(before);
                    array.write(text, from + 1, length - 1);
                    before = ',';
                });
    }

    private void flush() {
        array.write(block, 0, used);
        used = 0;
    }

    /** Moves the array to the writer, as a value. */
    void writeTo(JsonWriter json) throws IOException {
        flush();
        array.writeUtf8(array.size() == 0 ? "[]" : "]");
        try (BufferedSink value = json.valueSink()) {
            value.write(array, array.size());
        }
    }

    private void startOf(DeviceType wanted) {
        if (!wanted.equals(type)) {
            ByteString empty = object(new DeviceId(wanted, ""));
            beginning = empty.substring(0, empty.size() - "\"}".length()).toByteArray();
            type = wanted;
        }
    }

    private void endOf(@Nullable ServiceError wanted) {
        if (!Objects.equals(wanted, error)) {
            ByteString object = wanted == null ? null : JsonObject.of(json -> ErrorFields.write(json, wanted));
            end = object == null
                    ? CLOSED
                    : ByteString.encodeUtf8("," + object.substring(1).utf8()).toByteArray();
            error = wanted;
        }
    }

    private ByteString object(DeviceId id) {
        return JsonObject.of(json -> json.name(profile.deviceField(id.type())).value(id.value()));
    }

    /** Copies a text to the block if JSON shows it as it is; returns whether it does. */
    private boolean isCopied(String text, int to) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
            block[to + at] = (byte) character;
        }
        return true;
    }
}
