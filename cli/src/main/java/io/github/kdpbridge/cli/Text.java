package io.github.kdpbridge.cli;

import io.github.kdpbridge.compattests.json.JsonTree;
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

    /** The lines of a text, those that are longer than the width broken up. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            String rest = line;
            while (rest.codePointCount(0, rest.length()) > width) {
                int end = rest.offsetByCodePoints(0, width);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            lines.add(rest);
        });
        return lines;
    }
}
