package io.github.kdpbridge.verify.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON document that loses nothing: the order of fields is kept, and a number stays the literal that was written, so
 * an identifier of twenty digits does not become a rounded {@code double}.
 *
 * <p>Immutable.
 */
public sealed interface JsonTree {

    /** An object; its fields are in the order of the document. */
    record ObjectNode(Map<String, JsonTree> fields) implements JsonTree {
        public ObjectNode {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** An array. */
    record ArrayNode(List<JsonTree> items) implements JsonTree {
        public ArrayNode {
            items = List.copyOf(items);
        }
    }

    /** A number, as the literal of the document, for example {@code 1.50}. */
    record NumberNode(String literal) implements JsonTree {}

    /** A string, without quotes and escapes. */
    record TextNode(String value) implements JsonTree {}

    /** {@code true} or {@code false}. */
    record BooleanNode(boolean value) implements JsonTree {}

    /** {@code null}. */
    record NullNode() implements JsonTree {}

    /**
     * Reads a document.
     *
     * @return the document; empty when the text is not exactly one well-formed JSON value, when an object names a field
     *     twice (which of the two counts is up to the reader), or when it nests deeper than 255 levels
     */
    static Optional<JsonTree> parse(String text) {
        return JsonParser.parse(text);
    }

    /** The document on one line, without blanks. */
    default String compact() {
        return new JsonPrinter("", "", ":").print(this);
    }

    /** The document over several lines, indented by two blanks a level, without a line break at the end. */
    default String pretty() {
        return new JsonPrinter("\n", "  ", ": ").print(this);
    }
}
