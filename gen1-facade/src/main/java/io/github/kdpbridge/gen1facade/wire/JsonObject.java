package io.github.kdpbridge.gen1facade.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.UnknownFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSink;
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

    /** Writes unknown fields exactly as the service wrote them. */
    static void fields(JsonWriter json, UnknownFields fields) throws IOException {
        for (Map.Entry<String, String> field : fields.json().entrySet()) {
            field(json, field.getKey(), field.getValue());
        }
    }

    /** Writes a field with a value that is JSON already. */
    static void field(JsonWriter json, String name, String value) throws IOException {
        try (BufferedSink sink = json.name(name).valueSink()) {
            sink.writeUtf8(value);
        }
    }
}
