package io.github.kdpbridge.verify.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okio.Buffer;

/**
 * A JSON document without loss: fields keep their order, and numbers their literal. Moshi's own generic tree turns
 * every number into a {@code double}.
 *
 * <p>Immutable.
 */
public sealed interface JsonTree {
    /** An object, with its fields in the document's order. */
    record ObjectNode(Map<String, JsonTree> fields) implements JsonTree {
        public ObjectNode {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    record ArrayNode(List<JsonTree> items) implements JsonTree {
        public ArrayNode {
            items = List.copyOf(items);
        }
    }

    /** A number, as its literal in the document, such as {@code 1.50}. */
    record NumberNode(String literal) implements JsonTree {}

    /** A string, unquoted and unescaped. */
    record TextNode(String value) implements JsonTree {}

    record BooleanNode(boolean value) implements JsonTree {}

    record NullNode() implements JsonTree {}

    /**
     * Reads a document.
     *
     * @return the document; empty if the text is not exactly one well-formed JSON value, if an object repeats a field
     *     (parsers disagree on which of the two counts), or if it nests deeper than 255 levels
     */
    static Optional<JsonTree> parse(String text) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            JsonTree tree = read(reader);
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? Optional.of(tree) : Optional.empty();
        } catch (IOException | JsonDataException notJson) {
            return Optional.empty();
        }
    }

    /** Reads a document; a {@link NullNode} if the text is not JSON. */
    static JsonTree orNull(String text) {
        return parse(text).orElseGet(NullNode::new);
    }

    private static JsonTree read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                Map<String, JsonTree> fields = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    if (fields.put(reader.nextName(), read(reader)) != null) {
                        throw new JsonDataException("a field is named twice at " + reader.getPath());
                    }
                }
                reader.endObject();
                yield new ObjectNode(fields);
            }
            case BEGIN_ARRAY -> {
                List<JsonTree> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(read(reader));
                }
                reader.endArray();
                yield new ArrayNode(items);
            }
            case NUMBER -> new NumberNode(reader.nextString());
            case STRING -> new TextNode(reader.nextString());
            case BOOLEAN -> new BooleanNode(reader.nextBoolean());
            default -> {
                reader.nextNull();
                yield new NullNode();
            }
        };
    }

    /** Returns the fields of an object; empty for anything else. */
    default Map<String, JsonTree> fields() {
        return Map.of();
    }

    /** Returns the items of an array; empty for anything else. */
    default List<JsonTree> items() {
        return List.of();
    }

    /** Returns a field of an object; a {@link NullNode} if there is no such field, or this is not an object. */
    default JsonTree get(String name) {
        return fields().getOrDefault(name, new NullNode());
    }

    /** Returns an unquoted string, or a number's literal; empty for anything else. */
    default String text() {
        return this instanceof TextNode text ? text.value() : this instanceof NumberNode number ? number.literal() : "";
    }

    /**
     * Returns the document on one line, without blanks. Control characters are escaped, so that none steers a terminal.
     */
    default String compact() {
        return printed("");
    }

    /** Returns the document over several lines, indented by two blanks a level, without a final line break. */
    default String pretty() {
        return printed("  ");
    }

    private String printed(String indent) {
        Buffer out = new Buffer();
        try (JsonWriter writer = JsonWriter.of(out)) {
            writer.setIndent(indent);
            writer.setSerializeNulls(true);
            write(writer);
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot be written", e);
        }
        // Moshi does not escape DEL and the control characters above it.
        return Pattern.compile("[\\x7f-\\x9f]")
                .matcher(out.readUtf8())
                .replaceAll(
                        control -> "\\\\u%04x".formatted((int) control.group().charAt(0)));
    }

    private void write(JsonWriter writer) throws IOException {
        if (this instanceof ObjectNode object) {
            writer.beginObject();
            for (Map.Entry<String, JsonTree> field : object.fields().entrySet()) {
                field.getValue().write(writer.name(field.getKey()));
            }
            writer.endObject();
        } else if (this instanceof ArrayNode array) {
            writer.beginArray();
            for (JsonTree item : array.items()) {
                item.write(writer);
            }
            writer.endArray();
        } else if (this instanceof NumberNode number) {
            writer.valueSink().writeUtf8(number.literal()).close();
        } else if (this instanceof TextNode text) {
            writer.value(text.value());
        } else if (this instanceof BooleanNode bool) {
            writer.value(bool.value());
        } else {
            writer.nullValue();
        }
    }
}
