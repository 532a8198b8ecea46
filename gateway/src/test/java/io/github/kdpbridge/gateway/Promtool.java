package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checker that comes with Prometheus. A test that needs it is left out where there is none. */
final class Promtool {
    private Promtool() {}

    /**
     * Runs it, and expects that it succeeds.
     *
     * @param folder where it runs
     * @param input what it reads from its standard input, if anything
     * @return what it printed
     */
    static String run(Path folder, Optional<Path> input, String... arguments) throws IOException, InterruptedException {
        Optional<Path> promtool = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(place -> Path.of(place, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(promtool.isPresent(), "no promtool on the PATH; apt install prometheus brings it on Debian");
        List<String> command = new ArrayList<>(List.of(promtool.get().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder check =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        input.ifPresent(file -> check.redirectInput(file.toFile()));
        Process running = check.start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(output).isZero();
        return output;
    }
}
