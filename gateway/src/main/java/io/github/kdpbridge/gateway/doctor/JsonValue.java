package io.github.kdpbridge.gateway.doctor;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A raw JSON value: no number is rounded, and none is taken for a text.
 *
 * @param content an object as a map, an array as a list, a text, a {@link Digits}, a truth value; null for null and for
 *     an absent value
 */
record JsonValue(@Nullable Object content) {
    static final JsonValue NONE = new JsonValue(null);

    /** A number, as its literal. */
    private record Digits(String text) {}

    /** Parses a value; {@link #NONE} if the text is not JSON. */
    static JsonValue parse(String text) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            JsonValue value = read(reader);
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? value : NONE;
        } catch (IOException | JsonDataException e) {
            return NONE;
        }
    }

    private static JsonValue read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                Map<String, JsonValue> fields = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    fields.put(reader.nextName(), read(reader));
                }
                reader.endObject();
                yield new JsonValue(fields);
            }
            case BEGIN_ARRAY -> {
                List<JsonValue> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(read(reader));
                }
                reader.endArray();
                yield new JsonValue(items);
            }
            case NUMBER -> new JsonValue(new Digits(reader.nextString()));
            case BOOLEAN -> new JsonValue(reader.nextBoolean());
            case NULL -> {
                reader.skipValue();
                yield NONE;
            }
            default -> new JsonValue(reader.nextString());
        };
    }

    boolean isArray() {
        return content instanceof List;
    }

    boolean isNumber() {
        return content instanceof Digits;
    }

    boolean isThere() {
        return content != null;
    }

    /** Returns an object's field names; none of anything else. */
    Set<String> names() {
        return content instanceof Map<?, ?> fields
                ? Set.copyOf(fields.keySet().stream().map(String.class::cast).toList())
                : Set.of();
    }

    /** Returns a field of an object; {@link #NONE} if it is absent. */
    JsonValue get(String name) {
        return content instanceof Map<?, ?> fields && fields.get(name) instanceof JsonValue value ? value : NONE;
    }

    /** Returns the items of an array; none of anything else. */
    List<JsonValue> items() {
        return content instanceof List<?> items
                ? items.stream().map(JsonValue.class::cast).collect(ImmutableList.toImmutableList())
                : List.of();
    }

    /** Returns the text, or the digits of a number; empty for anything else. */
    String text() {
        return content instanceof String text ? text : content instanceof Digits digits ? digits.text() : "";
    }
}
