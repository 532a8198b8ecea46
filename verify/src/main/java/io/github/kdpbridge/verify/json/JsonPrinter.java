package io.github.kdpbridge.verify.json;

import java.util.Iterator;
import java.util.Map;

/** Writes a tree. Control characters are always escaped, so that printing a document cannot steer a terminal. */
final class JsonPrinter {
    private final String lineBreak;
    private final String indent;
    private final String colon;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    JsonPrinter(String lineBreak, String indent, String colon) {
        this.lineBreak = lineBreak;
        this.indent = indent;
        this.colon = colon;
    }

    String print(JsonTree tree) {
        value(tree);
        return out.toString();
    }

    private void value(JsonTree tree) {
        if (tree instanceof JsonTree.ObjectNode object) {
            object(object);
        } else if (tree instanceof JsonTree.ArrayNode array) {
            array(array);
        } else if (tree instanceof JsonTree.TextNode text) {
            quoted(text.value());
        } else if (tree instanceof JsonTree.NumberNode number) {
            out.append(number.literal());
        } else if (tree instanceof JsonTree.BooleanNode bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private void object(JsonTree.ObjectNode object) {
        out.append('{');
        depth++;
        Iterator<Map.Entry<String, JsonTree>> fields =
                object.fields().entrySet().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonTree> field = fields.next();
            newLine();
            quoted(field.getKey());
            out.append(colon);
            value(field.getValue());
            out.append(fields.hasNext() ? "," : "");
        }
        close('}', object.fields().isEmpty());
    }

    private void array(JsonTree.ArrayNode array) {
        out.append('[');
        depth++;
        Iterator<JsonTree> items = array.items().iterator();
        while (items.hasNext()) {
            newLine();
            value(items.next());
            out.append(items.hasNext() ? "," : "");
        }
        close(']', array.items().isEmpty());
    }

    private void close(char bracket, boolean empty) {
        depth--;
        if (!empty) {
            newLine();
        }
        out.append(bracket);
    }

    private void newLine() {
        out.append(lineBreak).append(indent.repeat(depth));
    }

    private void quoted(String text) {
        out.append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> plainOrEscaped((char) c);
            }
        });
        out.append('"');
    }

    private void plainOrEscaped(char c) {
        if (Character.isISOControl(c)) {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
