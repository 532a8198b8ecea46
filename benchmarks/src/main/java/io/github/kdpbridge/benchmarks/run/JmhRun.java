package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.program.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmarks inside a JVM, by JMH. */
public final class JmhRun {
    private JmhRun() {}

    /**
     * Runs them: all on the first JDK, and uploads on the others.
     *
     * @param folder where {@code jmh-17.json} and its like are written
     * @param options more for JMH; those that name benchmarks replace the choice
     */
    public static void measure(Lab lab, Path folder, List<String> options) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Jdk jdk : lab.jdks()) {
            lab.say("jmh: JDK " + jdk.major());
            List<String> command = new ArrayList<>(List.of(
                    jdk.program("java").toString(),
                    "-cp",
                    lab.home().resolve("benchmarks/target/bench.jar").toString(),
                    "org.openjdk.jmh.Main",
                    "-prof",
                    "gc",
                    "-rf",
                    "json",
                    "-rff",
                    folder.resolve("jmh-" + jdk.major() + ".json").toString(),
                    "-jvmArgsAppend",
                    "-Dkdp.stub=" + lab.service().url()));
            if (!options.isEmpty()) {
                command.addAll(options);
            } else if (!jdk.equals(lab.firstJdk())) {
                command.add("UploadBenchmark");
            }
            lab.workplace().run(command);
        }
    }
}
