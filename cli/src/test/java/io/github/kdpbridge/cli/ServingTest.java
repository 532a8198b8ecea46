package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ServingTest {
    private static final URI URL = URI.create("http://127.0.0.1:8080");
    private static final CompletionStage<Void> READY = CompletableFuture.completedStage(null);

    @Test
    void interrupt_closesTheServerOnceAndReturns() {
        StringWriter out = new StringWriter();
        AtomicInteger closed = new AtomicInteger();
        Thread.currentThread().interrupt();

        Serving.untilStopped("simulator", URL, READY, closed::incrementAndGet, new PrintWriter(out));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).hasValue(1);
        assertThat(out).hasToString("kdp simulator ready at http://127.0.0.1:8080" + System.lineSeparator());
    }

    @Test
    void serverThatIsNotReady_saysNothingYet() {
        StringWriter out = new StringWriter();
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread.currentThread().interrupt();

        Serving.untilStopped("gateway", URL, ready, () -> {}, new PrintWriter(out));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(out.toString()).isEmpty();
        ready.complete(null);
        assertThat(out).hasToString("kdp gateway ready at http://127.0.0.1:8080" + System.lineSeparator());
    }

    @Test
    @ExpectedLog("the gateway did not close cleanly")
    void serverThatFailsToClose_doesNotFailTheCommand() {
        Thread.currentThread().interrupt();

        Serving.untilStopped(
                "gateway",
                URL,
                READY,
                () -> {
                    throw new IllegalStateException("cannot close");
                },
                new PrintWriter(new StringWriter()));

        assertThat(Thread.interrupted()).isTrue();
    }
}
