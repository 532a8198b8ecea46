package io.github.kdpbridge.simulator.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into {@link Members}, lists, strings, booleans, nulls and {@link NumberText numbers}. Moshi's own tree would turn every
 * number into a double, and 4680000925123456789 into another reseller.
 */
final class JsonTree {
    private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

    /** A number with the text it was written with. */
    record NumberText(String text) {}

    /** The members of an object; the last of two equal names wins. */
    record Members(Map<String, @Nullable Object> byName) {}

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
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readObject(reader);
            case BEGIN_ARRAY -> readArray(reader);
            case STRING -> reader.nextString();
            case NUMBER -> new NumberText(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> reader.<Object>nextNull();
            default -> throw new JsonEncodingException("unexpected " + reader.peek());
        };
    }

    private static Members readObject(JsonReader reader) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            object.put(reader.nextName(), read(reader));
        }
        reader.endObject();
        return new Members(object);
    }

    private static List<@Nullable Object> readArray(JsonReader reader) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(read(reader));
        }
        reader.endArray();
        return array;
    }
}
