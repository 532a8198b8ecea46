package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ServingTest {
    private static final URI URL = URI.create("http://127.0.0.1:8080");

    @Test
    void interrupt_closesTheServerOnceAndReturns() {
        StringWriter out = new StringWriter();
        AtomicInteger closed = new AtomicInteger();
        Thread.currentThread().interrupt();

        Serving.untilStopped("simulator", URL, closed::incrementAndGet, new PrintWriter(out));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).hasValue(1);
        assertThat(out).hasToString("kdp simulator ready at http://127.0.0.1:8080" + System.lineSeparator());
    }

    @Test
    void serverThatFailsToClose_doesNotFailTheCommand() {
        Thread.currentThread().interrupt();

        Serving.untilStopped(
                "gateway",
                URL,
                () -> {
                    throw new IllegalStateException("cannot close");
                },
                new PrintWriter(new StringWriter()));

        assertThat(Thread.interrupted()).isTrue();
    }
}
