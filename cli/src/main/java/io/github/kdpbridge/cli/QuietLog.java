package io.github.kdpbridge.cli;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What commands log unless somebody asks for more. What the client logs of trouble, {@code doctor} says in its own words;
 * what the bridge logs for an operator means nothing to {@code demo} and {@code verify}, over a simulated portal.
 */
final class QuietLog {
    private static final Map<String, String> TROUBLE_ONLY = Map.of("KDP_LOG_LEVEL", "ERROR");
    private static final Map<String, String> NO_TRAFFIC = Map.of("KDP_LOG_LEVEL", "ERROR", "KDP_ACCESS_LOG", "off");
    private static final Map<String, Map<String, String>> BY_COMMAND =
            Map.of("doctor", TROUBLE_ONLY, "demo", NO_TRAFFIC, "verify", NO_TRAFFIC);

    private QuietLog() {}

    /** Makes the log of a command line as it is to be. Before the first logger is made, which reads the properties. */
    static void set(String... args) {
        of(System.getenv(), args).forEach(System::setProperty);
    }

    /** Returns the settings that the environment does not have. */
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
