package io.github.kdpbridge.benchmarks.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A temporary folder and the processes that run in it. All are gone when this program ends, however it ends. */
public final class Workplace implements AutoCloseable {
    private final Path folder;
    private final Deque<Process> processes = new ArrayDeque<>();
    private final Thread closing = new Thread(this::clear, "clear-workplace");

    private Workplace(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder.
     *
     * @throws UncheckedIOException if that fails
     */
    public static Workplace create() {
        try {
            Workplace workplace = new Workplace(Files.createTempDirectory("kdp-bench"));
            Runtime.getRuntime().addShutdownHook(workplace.closing);
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path of a file in the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes a file and returns its path. */
    public Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file that may be there. */
    public void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a file; empty if there is none yet. */
    public String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a port that is free now. */
    public int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a program that goes on running.
     *
     * @param log where its output goes
     */
    public synchronized Process start(Path log, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            processes.push(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until something holds.
     *
     * @throws IllegalStateException if the program ends before, or half a minute passes; with the end of its log
     */
    public void await(Process process, Path log, BooleanSupplier condition) {
        for (int i = 0; i < 3000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            if (finished(process, Duration.ofMillis(10))) {
                throw new IllegalStateException("ended at once: " + read(log).strip());
            }
        }
        throw new IllegalStateException(
                "not ready after 30 seconds: " + read(log).strip());
    }

    /**
     * Runs a program to its end and returns what it wrote.
     *
     * @throws IllegalStateException if it fails, or takes too long
     */
    public String output(Duration patience, List<String> command) {
        Path log = file("output-" + Thread.currentThread().getId());
        Process process = start(log, Map.of(), command);
        boolean finished = finished(process, patience);
        stop(process);
        String text = read(log);
        remove(log);
        if (!finished) {
            throw new IllegalStateException(command.get(0) + " took more than " + patience.toSeconds() + " s: " + text);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue() + ": " + text);
        }
        return text;
    }

    /**
     * Runs a program to its end, with the terminal of this one.
     *
     * @throws IllegalStateException if it fails
     */
    public void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            synchronized (this) {
                processes.push(process);
            }
            int exit = process.waitFor();
            stop(process);
            if (exit != 0) {
                throw new IllegalStateException(command.get(0) + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends a program and waits for its end; what has ended already is no trouble. */
    public synchronized void stop(Process process) {
        processes.remove(process);
        end(process);
    }

    /** Ends all programs and removes the folder. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(closing);
        clear();
    }

    private synchronized void clear() {
        while (!processes.isEmpty()) {
            end(processes.pop());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(this::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) {
        // An nginx that is asked nicely ends its workers; nothing here has work to finish.
        process.destroy();
        if (!finished(process, Duration.ofSeconds(2))) {
            List<ProcessHandle> below = process.descendants().toList();
            process.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
            finished(process, Duration.ofSeconds(5));
        }
    }

    private static boolean finished(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
