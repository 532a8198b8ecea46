package io.github.kdpbridge.compattests.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.testfixtures.ShortLivedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A main class of the tests in a JVM of its own. It is spoken to in lines, and ends by being killed. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final List<String> kept = new ArrayList<>();
    /** A file, because a pipe that nobody reads would hold up a process that says much. */
    private final Path errors;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
        this.in = process.outputWriter(UTF_8);
        this.errors = errors;
    }

    /** Starts a JVM with the class path of this one. */
    public static ChildJvm start(Class<?> main, Path scratch, String... args) {
        List<String> command = ShortLivedJvm.command();
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        try {
            Path errors = Files.createTempFile(scratch, "stderr-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            // What an operator sets on this machine has no business in a test.
            builder.environment().keySet().removeIf(name -> name.startsWith("KDP_"));
            return new ChildJvm(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for a line that begins with a word. Others that come before it are kept for whoever waits for them later:
     * threads of the process do not wait for each other to speak.
     *
     * @return what follows the word and a blank
     * @throws AssertionError if the process ends before; with what it said
     */
    public String await(String word) {
        Optional<String> earlier =
                kept.stream().filter(line -> isWord(word, line)).findFirst();
        if (earlier.isPresent()) {
            kept.remove(earlier.get());
            return rest(word, earlier.get());
        }
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (isWord(word, line)) {
                    return rest(word, line);
                }
                kept.add(line);
            }
        } catch (IOException e) {
            throw new AssertionError("no " + word + " came from the process; it said: " + errors(), e);
        }
        throw new AssertionError("the process ended without " + word + "; it said: " + errors());
    }

    private static boolean isWord(String word, String line) {
        return line.equals(word) || line.startsWith(word + " ");
    }

    private static String rest(String word, String line) {
        return line.substring(word.length()).strip();
    }

    /** Says a line to the process. */
    public void say(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new AssertionError("the process does not listen; it said: " + errors(), e);
        }
    }

    /** Kills the process, as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        process.toHandle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a process died", e);
        }
    }

    /** Returns what it wrote to its standard error. */
    public String errors() {
        try {
            return Files.readString(errors, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
