package io.github.kdpbridge.cli;

import com.google.common.base.Ascii;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code KDP_LOG_FORMAT}. Logback takes it for a part of the names of its appenders, and would log nothing at all for another. */
final class LogFormat {
    private static final String VARIABLE = "KDP_LOG_FORMAT";
    private static final String TEXT = "text";
    private static final Set<String> LEGAL = Set.of(TEXT, "json");

    private LogFormat() {}

    /**
     * Sets the property that {@code logback.xml} reads. Call it before the first logger is created.
     *
     * @return the mistake, in one line; empty if there is none
     */
    static Optional<String> set(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "");
        String format = given.isEmpty() ? TEXT : Ascii.toLowerCase(given);
        if (!LEGAL.contains(format)) {
            return Optional.of("%s: must be text or json, not %s".formatted(VARIABLE, Text.printable(given)));
        }
        System.setProperty(VARIABLE, format);
        return Optional.empty();
    }
}
