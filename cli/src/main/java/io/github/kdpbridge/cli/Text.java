package io.github.kdpbridge.cli;

import io.github.kdpbridge.verify.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/** Text that came over the wire, made fit for a terminal. */
final class Text {
    private Text() {}

    /** A body, indented when it is JSON. */
    static String body(String body) {
        return JsonTree.parse(body).map(JsonTree::pretty).orElseGet(() -> printable(body));
    }

    /** The text with a question mark for each control character except line breaks, so that it steers no terminal. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    }

    /** The lines of a text; those that are wider than the width go on below, as far to the right as they began. */
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

    /** The text with blanks after it up to the width, or as it is when it is wider. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
