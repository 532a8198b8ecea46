package io.github.kdpbridge.cli;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The default log level of commands. {@code doctor} reports the client's trouble in its own words. For {@code demo} and
 * {@code verify}, which use a simulated portal, messages to an operator are noise.
 */
final class QuietLog {
    private static final Map<String, String> TROUBLE_ONLY = Map.of("KDP_LOG_LEVEL", "ERROR");
    private static final Map<String, String> NO_TRAFFIC = Map.of("KDP_LOG_LEVEL", "ERROR", "KDP_ACCESS_LOG", "off");
    private static final Map<String, String> NO_ACTS =
            Map.of("KDP_LOG_LEVEL", "ERROR", "KDP_ACCESS_LOG", "off", "KDP_AUDIT_LOG", "off");
    private static final Map<String, Map<String, String>> BY_COMMAND =
            Map.of("doctor", TROUBLE_ONLY, "demo", NO_ACTS, "verify", NO_TRAFFIC);

    private QuietLog() {}

    /** Sets the log properties for a command line. Call it before the first logger is created, which reads them. */
    static void set(String... args) {
        of(System.getenv(), args).forEach(System::setProperty);
    }

    /** Returns the settings that the environment lacks. */
    static Map<String, String> of(Map<String, String> environment, String... args) {
        Map<String, String> usual = Stream.of(args)
                .filter(arg -> !arg.startsWith("-"))
                .findFirst()
                .map(command -> BY_COMMAND.getOrDefault(command, Map.of()))
                .orElse(Map.of());
        return usual.entrySet().stream()
                .filter(setting ->
                        environment.getOrDefault(setting.getKey(), "").isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
