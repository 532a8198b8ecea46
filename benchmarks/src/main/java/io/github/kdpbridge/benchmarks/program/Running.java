package io.github.kdpbridge.benchmarks.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that serves.
 *
 * @param system its name in tables, such as {@code gateway}
 * @param jdk the major version of its Java; empty for nginx
 * @param url without a path
 * @param isGen1 whether it takes requests of generation 1, or passes those of generation 2 on
 * @param pid of its first process
 */
public record Running(String system, String jdk, String url, boolean isGen1, long pid) {
    /** Returns the name of the system, and its Java if it has one. */
    public String title() {
        return jdk.isEmpty() ? system : system + ", JDK " + jdk;
    }

    /**
     * Returns the resident memory of its first process in MiB.
     *
     * @throws UncheckedIOException if the process is gone
     */
    public double residentMebibytes() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(title() + " has ended", e);
        }
    }
}
