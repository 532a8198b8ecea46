package io.github.kdpbridge.cli.demo;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a reader would pipe a long output into.
 *
 * @param shell the same in the shell's words
 * @param lines keeps the lines to show
 */
record Filter(String shell, UnaryOperator<List<String>> lines) {
    /** Keeps the last line, which counts those before. */
    static Filter last() {
        return new Filter("tail -n 1", all -> all.subList(Math.max(0, all.size() - 1), all.size()));
    }

    /** Keeps the lines that match an expression of Java and of {@code grep -E}. */
    static Filter matching(String expression) {
        return new Filter(
                "grep -E '%s'".formatted(expression),
                all -> all.stream()
                        .filter(Pattern.compile(expression).asPredicate())
                        .toList());
    }
}
