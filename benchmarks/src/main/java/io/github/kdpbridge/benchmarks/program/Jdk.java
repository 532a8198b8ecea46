package io.github.kdpbridge.benchmarks.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param major such as 17
 * @param version in full
 * @param home its folder
 */
public record Jdk(String major, String version, Path home) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /** Returns the JDK that runs this program, or another one of that major version below {@code /usr/lib/jvm}. */
    public static Optional<Jdk> find(String major) {
        return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), installed().stream())
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.major.equals(major))
                .findFirst();
    }

    /** Returns the program of that name. */
    public Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Reads the file {@code release} of a folder; empty if there is none. */
    static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(release)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return Optional.of(new Jdk(version.replaceFirst("\\D.*", ""), version, home));
    }

    private static List<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(INSTALLED)) {
            return folders.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
