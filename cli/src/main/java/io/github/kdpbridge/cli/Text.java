package io.github.kdpbridge.cli;

import io.github.kdpbridge.core.Visible;
import io.github.kdpbridge.verify.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/** Makes text from the wire safe for a terminal. */
final class Text {
    private Text() {}

    /** Returns a body, indented if it is JSON. */
    static String body(String body) {
        return JsonTree.parse(body).map(JsonTree::pretty).orElseGet(() -> printable(body));
    }

    /** Replaces each character that steers a terminal, but line breaks, with a question mark, so that no text steers the terminal. */
    static String printable(String text) {
        return Visible.lines(text);
    }

    /** Returns the lines of a text. A longer line is continued below at its own indent. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            String indent = line.substring(
                    0, Math.min(line.length() - line.stripLeading().length(), width / 2));
            String rest = line;
            while (rest.codePointCount(0, rest.length()) > width) {
                int end = rest.offsetByCodePoints(0, width);
                lines.add(rest.substring(0, end));
                rest = indent + rest.substring(end);
            }
            lines.add(rest);
        });
        return lines;
    }

    /** Pads a text with blanks to the width; a wider one stays as it is. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
