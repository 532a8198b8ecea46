package io.github.kdpbridge.verify.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;

/** Reads token by token, because Moshi's own generic tree turns every number into a {@code double}. */
final class JsonParser {
    private JsonParser() {}

    static Optional<JsonTree> parse(String text) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            JsonTree tree = value(reader);
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? Optional.of(tree) : Optional.empty();
        } catch (IOException | JsonDataException notJson) {
            return Optional.empty();
        }
    }

    private static JsonTree value(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader);
            case BEGIN_ARRAY -> array(reader);
            case NUMBER -> new JsonTree.NumberNode(reader.nextString());
            case STRING -> new JsonTree.TextNode(reader.nextString());
            case BOOLEAN -> new JsonTree.BooleanNode(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield new JsonTree.NullNode();
            }
            default -> throw new JsonDataException("no value at " + reader.getPath());
        };
    }

    private static JsonTree object(JsonReader reader) throws IOException {
        Map<String, JsonTree> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            if (fields.put(reader.nextName(), value(reader)) != null) {
                throw new JsonDataException("a field is named twice at " + reader.getPath());
            }
        }
        reader.endObject();
        return new JsonTree.ObjectNode(fields);
    }

    private static JsonTree array(JsonReader reader) throws IOException {
        List<JsonTree> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(value(reader));
        }
        reader.endArray();
        return new JsonTree.ArrayNode(items);
    }
}
