package io.github.kdpbridge.benchmarks.run;

import io.github.kdpbridge.benchmarks.program.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmarks inside a JVM, by JMH. */
public final class JmhRun {
    private static final String UPLOADS = "UploadBenchmark";
    private static final List<String> DEVICES = List.of("1", "30", "1000", "100000");
    private static final int ROUNDS = 3;

    private JmhRun() {}

    /**
     * Runs them: all on the first JDK, and uploads on the others. The ways of an upload are compared with each other, so
     * they take turns: a machine that others share changes its speed within minutes.
     *
     * @param folder where {@code jmh-17.json}, {@code jmh-17-01.json} and their like are written, and what is there of an
     *     earlier run is deleted
     * @param options more for JMH; those that name benchmarks replace the choice
     */
    public static void measure(Lab lab, Path folder, List<String> options) {
        clear(folder);
        for (Jdk jdk : lab.jdks()) {
            if (!options.isEmpty()) {
                run(lab, jdk, folder.resolve("jmh-" + jdk.major() + ".json"), options);
            } else if (jdk.equals(lab.firstJdk())) {
                run(lab, jdk, folder.resolve("jmh-" + jdk.major() + ".json"), List.of("-e", UPLOADS));
            }
        }
        if (options.isEmpty()) {
            uploads(lab, folder);
        }
    }

    private static void uploads(Lab lab, Path folder) {
        int turn = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Jdk jdk : lab.jdks()) {
                for (String devices : DEVICES) {
                    turn++;
                    run(
                            lab,
                            jdk,
                            folder.resolve("jmh-%s-%02d.json".formatted(jdk.major(), turn)),
                            List.of(UPLOADS, "-p", "devices=" + devices));
                }
            }
        }
    }

    private static void clear(Path folder) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "jmh-*.json")) {
                for (Path file : old) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Lab lab, Jdk jdk, Path result, List<String> options) {
        lab.say("jmh: JDK " + jdk.major() + " " + String.join(" ", options));
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
                result.toString(),
                "-jvmArgsAppend",
                "-Dkdp.stub=" + lab.service().url()));
        command.addAll(options);
        lab.workplace().run(command);
    }
}
