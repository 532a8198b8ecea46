package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.testfixtures.ShortLivedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, so that it can be sent signals. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    /** A file, because a pipe that nobody reads would hold up a process that says much. */
    private final Path errors;

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = process.inputReader(UTF_8);
    }

    static ServerProcess start(String... args) throws IOException {
        return start(Map.of(), args);
    }

    static ServerProcess start(Map<String, String> environment, String... args) throws IOException {
        List<String> command = ShortLivedJvm.command();
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", // as the manifest of the jar says
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        Path errors = Files.createTempFile("kdp-stderr-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), errors);
    }

    /** The next line on stdout; waits for it. */
    String line() throws IOException {
        return String.valueOf(out.readLine());
    }

    /** Sends SIGTERM and waits for the end. */
    int terminate() throws InterruptedException {
        // Process.destroy would also close the streams that the test reads afterwards.
        process.toHandle().destroy();
        return exitCode();
    }

    /** Sends SIGHUP, for which Java has no method. */
    void hangUp() throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new AssertionError("kill ended with " + exitCode);
        }
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("still running after a minute");
        }
        return process.exitValue();
    }

    /** What is left on stdout, once the process has ended. */
    String rest() {
        return String.join("\n", out.lines().toList());
    }

    String errors() throws IOException {
        return Files.readString(errors, UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(errors);
    }
}
