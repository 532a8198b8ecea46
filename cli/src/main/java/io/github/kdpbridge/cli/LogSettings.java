package io.github.kdpbridge.cli;

import com.google.common.base.Ascii;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The variables for the log that take certain words only. Logback takes {@code KDP_LOG_FORMAT} for a part of the names of its
 * appenders, and would log nothing at all for another word; it takes another level for DEBUG.
 */
final class LogSettings {
    private static final String FORMAT = "KDP_LOG_FORMAT";
    private static final String LEVEL = "KDP_LOG_LEVEL";
    /** Logs that are on unless it says off. */
    private static final List<String> SWITCHES = List.of("KDP_ACCESS_LOG", "KDP_AUDIT_LOG");

    private static final List<String> FORMATS = List.of("text", "json");
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final List<String> ON_OR_OFF = List.of("on", "off");

    private LogSettings() {}

    /**
     * Sets the property that {@code logback.xml} reads. Call it before the first logger is created.
     *
     * @return the mistake, in one line; empty if there is none
     */
    static Optional<String> set(Map<String, String> environment) {
        String format = value(FORMAT, environment);
        System.setProperty(FORMAT, format.isEmpty() ? FORMATS.get(0) : Ascii.toLowerCase(format));
        return mistake(FORMAT, format, FORMATS)
                .or(() -> mistake(LEVEL, value(LEVEL, environment), LEVELS))
                .or(() -> SWITCHES.stream()
                        .flatMap(name -> mistake(name, value(name, environment), ON_OR_OFF).stream())
                        .findFirst());
    }

    private static String value(String variable, Map<String, String> environment) {
        return environment.getOrDefault(variable, "").strip();
    }

    private static Optional<String> mistake(String variable, String given, List<String> words) {
        boolean isGood = given.isEmpty() || words.stream().anyMatch(given::equalsIgnoreCase);
        String last = words.get(words.size() - 1);
        return isGood
                ? Optional.empty()
                : Optional.of("%s: must be %s or %s, not %s"
                        .formatted(
                                variable,
                                words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")),
                                last,
                                Text.printable(given)));
    }
}
