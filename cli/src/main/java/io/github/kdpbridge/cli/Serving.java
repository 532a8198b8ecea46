package io.github.kdpbridge.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a server running until a signal stops the program. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private Serving() {}

    /**
     * Prints when the server is ready, and waits. SIGTERM and SIGINT close the server before the JVM ends, with Java's
     * exit code for that signal (143 and 130). An interrupt of this thread closes it and returns.
     */
    static void untilStopped(String name, URI url, CompletionStage<Void> ready, AutoCloseable server, PrintWriter out) {
        Thread closing = new Thread(
                () -> {
                    out.println("kdp " + name + " stops");
                    out.flush();
                    close(name, server);
                },
                "close-" + name);
        Runtime.getRuntime().addShutdownHook(closing);
        ready.thenRun(() -> {
            out.println("kdp " + name + " ready at " + url);
            out.flush();
        });
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(closing);
            close(name, server);
            // Set last: it would interrupt a server that waits for its running requests.
            Thread.currentThread().interrupt();
        }
    }

    private static void close(String name, AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.warn("the {} did not close cleanly", name, e);
        }
    }
}
