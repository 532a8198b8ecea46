package io.github.kdpbridge.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a server running until somebody stops the program. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private Serving() {}

    /**
     * Says when the server is ready, and waits. SIGTERM and SIGINT close the server before the JVM ends, with the exit
     * code that Java gives a stop by that signal (143 and 130); an interrupt of this thread closes it and returns.
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
            // Not before: a server that waits for its last answers would be interrupted in that.
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
