package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import okio.Buffer;

/** A text as it stands in JSON. */
final class JsonText {
    private JsonText() {}

    /** Returns a text in quotation marks, with whatever in it has to be escaped. */
    static String quoted(String text) {
        Buffer json = new Buffer();
        try (JsonWriter writer = JsonWriter.of(json)) {
            writer.value(text);
        } catch (IOException e) {
            throw new AssertionError("a buffer in memory cannot fail", e);
        }
        return json.readUtf8();
    }
}
