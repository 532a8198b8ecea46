package io.github.kdpbridge.simulator.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into {@link Fields}, lists, strings, booleans, nulls and {@link NumberText numbers}; the last of two equal
 * names wins. Moshi's own tree would turn every number into a double, and 4680000925123456789 into another reseller.
 */
final class JsonTree {
    private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

    /** A number with the text it was written with. */
    record NumberText(String text) {}

    private JsonTree() {}

    static @Nullable Object parse(ByteString document) throws JsonProblem {
        boolean marked = document.startsWith(BYTE_ORDER_MARK);
        ByteString text = marked ? document.substring(BYTE_ORDER_MARK.size()) : document;
        JsonReader reader = JsonReader.of(new Buffer().write(text));
        try {
            Object value = read(reader);
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new JsonProblem("something follows its end");
            }
            return value;
        } catch (EOFException e) {
            throw new JsonProblem(text.size() == 0 ? "it is empty" : "it ends too early, in " + reader.getPath());
        } catch (JsonEncodingException e) {
            throw new JsonProblem("malformed at " + reader.getPath());
        } catch (JsonDataException e) {
            throw new JsonProblem("nested too deep at " + reader.getPath());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static @Nullable Object read(JsonReader reader) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                Fields fields = new Fields();
                reader.beginObject();
                while (reader.hasNext()) {
                    fields.put(reader.nextName(), read(reader));
                }
                reader.endObject();
                return fields;
            }
            case BEGIN_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    elements.add(read(reader));
                }
                reader.endArray();
                return elements;
            }
            case NUMBER -> {
                return new NumberText(reader.nextString());
            }
            default -> {
                return reader.readJsonValue();
            }
        }
    }
}
