package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.program.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The machine and the versions of everything, without which a figure says nothing. */
public final class Machine {
    private static final String ASK = """
            nginx -v 2>&1 | sed 's/.*: //'
            { wrk -v 2>&1 || true; } | sed -n '1s/ Copyright.*//p'
            hyperfine --version
            git -C "$1" describe --always --dirty 2>/dev/null || echo unknown
            """;

    private Machine() {}

    /** Adds what it finds to the results. */
    public static void record(Lab lab) {
        fact(
                lab,
                "processor",
                value("/proc/cpuinfo", "model name") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, shared by all that runs");
        fact(
                lab,
                "memory",
                String.format(
                        Locale.ROOT,
                        "%.0f GiB",
                        Double.parseDouble(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1_048_576));
        fact(
                lab,
                "system",
                value("/etc/os-release", "PRETTY_NAME").replace("\"", "") + ", Linux "
                        + System.getProperty("os.version"));
        fact(lab, "JDK", lab.jdks().stream().map(Jdk::version).collect(Collectors.joining(" and ")));
        List<String> versions = lab.workplace()
                .output(
                        Duration.ofSeconds(10),
                        List.of("bash", "-c", ASK, "bash", lab.home().toString()))
                .lines()
                .toList();
        fact(lab, "tools", String.join(", ", versions.subList(0, 3)));
        fact(lab, "kdp-bridge", versions.get(3));
    }

    private static void fact(Lab lab, String fact, String value) {
        lab.results().add("machine.fact", Map.of("fact", fact, "value", value), "", 1);
    }

    private static String value(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.replaceFirst("^[^:=]*[:=]\\s*", ""))
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
