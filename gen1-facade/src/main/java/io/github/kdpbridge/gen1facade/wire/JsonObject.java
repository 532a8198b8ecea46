package io.github.kdpbridge.gen1facade.wire;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import okio.Buffer;
import okio.ByteString;

/** A JSON object in memory. */
final class JsonObject {
    private JsonObject() {}

    /** Writes the fields of an object. */
    interface Fields {
        void write(JsonWriter json) throws IOException;
    }

    static ByteString of(Fields fields) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginObject();
            fields.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory does not fail", e);
        }
        return buffer.readByteString();
    }
}
