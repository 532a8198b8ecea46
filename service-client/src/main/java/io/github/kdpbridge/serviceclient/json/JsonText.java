package io.github.kdpbridge.serviceclient.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.serviceclient.json.JsonFields.Field;
import io.github.kdpbridge.serviceclient.json.JsonFields.Kind;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A text as it stands in JSON. */
public final class JsonText {
    private JsonText() {}

    /** Returns a text in quotation marks, escaped. */
    public static String quoted(String text) {
        Buffer json = new Buffer();
        try (JsonWriter writer = JsonWriter.of(json)) {
            writer.value(text);
        } catch (IOException e) {
            throw new AssertionError("a buffer in memory cannot fail", e);
        }
        return json.readUtf8();
    }

    /** Returns the only element of an array, if it is a text or a number; null for any other JSON. */
    static @Nullable Field onlyElement(Field array) {
        String json = array.text();
        if (!json.startsWith("[")) {
            return null;
        }
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
            reader.beginArray();
            Kind kind = switch (reader.peek()) {
                case STRING -> Kind.STRING;
                case NUMBER -> Kind.NUMBER;
                default -> null;
            };
            if (kind == null) {
                return null;
            }
            Field element = new Field(array.at(), array.name(), reader.nextString(), kind);
            return reader.hasNext() ? null : element;
        } catch (IOException e) {
            throw new AssertionError("JSON that was read before cannot fail", e);
        }
    }
}
