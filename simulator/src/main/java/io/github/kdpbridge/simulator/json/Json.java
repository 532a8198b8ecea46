package io.github.kdpbridge.simulator.json;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import okio.Buffer;
import okio.ByteString;

/** Writes {@link Fields} as JSON. */
public final class Json {
    private Json() {}

    /** The UTF-8 text of fields, or of a list of them, without fields that are null. */
    public static ByteString write(Object value) {
        return write(value, false);
    }

    /** The same with fields that are null. */
    public static ByteString writeWithNulls(Object value) {
        return write(value, true);
    }

    private static ByteString write(Object value, boolean nulls) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.setSerializeNulls(nulls);
            writer.jsonValue(value);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
        return buffer.readByteString();
    }
}
