package io.github.kdpbridge.cli;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.json.JsonTree.ArrayNode;
import io.github.kdpbridge.verify.json.JsonTree.ObjectNode;
import io.github.kdpbridge.verify.json.JsonTree.TextNode;
import java.util.List;

/**
 * Lays out JSON in few lines that can still be compared: fields share a line as long as they fit, and each object of an
 * array, such as a device of a status, begins its own.
 */
final class JsonLayout {
    private final int width;
    private final StringBuilder text = new StringBuilder();
    private int lineStart;

    private JsonLayout(int width) {
        this.width = width;
    }

    /** Returns the document in lines of at most this width; a longer text stays whole. */
    static String of(JsonTree document, int width) {
        JsonLayout layout = new JsonLayout(width);
        layout.value(document, 0, 0);
        return layout.text.toString();
    }

    /**
     * Writes a value at the end of the line.
     *
     * @param indent the indent of its further lines, less one
     * @param tail the characters that must fit behind it on its last line
     */
    private void value(JsonTree value, int indent, int tail) {
        String compact = value.compact();
        if (fits(compact.length() + tail)) {
            text.append(compact);
        } else if (value instanceof ObjectNode object) {
            parts(
                    "{",
                    object.fields().entrySet().stream()
                            .map(field -> new Part(new TextNode(field.getKey()).compact() + ":", field.getValue()))
                            .toList(),
                    "}",
                    indent,
                    tail,
                    false);
        } else if (value instanceof ArrayNode array) {
            boolean objects = array.items().stream().anyMatch(ObjectNode.class::isInstance);
            List<Part> parts =
                    array.items().stream().map(item -> new Part("", item)).toList();
            parts("[", parts, "]", indent, tail, objects);
        } else {
            text.append(compact);
        }
    }

    private void parts(String open, List<Part> parts, String close, int indent, int tail, boolean lineEach) {
        text.append(open);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean last = i == parts.size() - 1;
            int behind = last ? tail + close.length() : 1;
            boolean fits = fits(part.name().length() + part.value().compact().length() + behind);
            if (lineEach || (i > 0 && !fits)) {
                newLine(indent + 1);
            }
            text.append(part.name());
            value(part.value(), indent + 1, behind);
            text.append(last ? close : ",");
        }
    }

    private boolean fits(int length) {
        return text.length() - lineStart + length <= width;
    }

    private void newLine(int indent) {
        text.append('\n');
        lineStart = text.length();
        text.append(" ".repeat(indent));
    }

    /** A field, or an item of an array, which has no name. */
    private record Part(String name, JsonTree value) {}
}
