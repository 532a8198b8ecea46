package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Gen2AsyncClientTest {
    private static final String RECEIPT =
            "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"Success\"}";

    private final ScriptedService service = new ScriptedService();

    @AfterEach
    void stop() {
        service.close();
    }

    private static void assertClosed(CompletableFuture<?> future) {
        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED))
                .hasMessage("upload t-1 was not sent: the client is closed");
    }

    @Test
    void callsAfterTheClientIsClosed_failAndAreNotSentByAnExecutorOfTheCaller() throws Exception {
        Gen2Client client = service.builder().executor(Runnable::run).build();
        client.close();

        assertClosed(client.async().upload(ScriptedService.UPLOAD));
        assertThat(service.requests()).isEmpty();
    }

    @Test
    @Tag("okhttp")
    void callsThatWaitWhenTheClientIsClosed_fail() throws Exception {
        List<Runnable> queue = new ArrayList<>();
        Gen2Client client = service.builder().executor(queue::add).build();
        CompletableFuture<Receipt> waiting = client.async().upload(ScriptedService.UPLOAD);

        client.close();

        assertClosed(waiting);
        queue.forEach(Runnable::run);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void callsOfAClosedClient_failAndDoNotThrow() {
        Gen2Client client = service.builder().build();
        client.close();

        assertClosed(client.async().upload(ScriptedService.UPLOAD));
    }

    @Test
    @Tag("okhttp")
    void executorThatIsFull_failsTheFutureAndDoesNotThrow() {
        try (Gen2Client client = service.builder()
                .executor(work -> {
                    throw new RejectedExecutionException("full");
                })
                .build()) {
            assertThatThrownBy(
                            () -> client.async().upload(ScriptedService.UPLOAD).get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            RefusedLocallyException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT))
                    .hasMessage("upload t-1 was not sent: the executor does not take it")
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }

    /** As the system does at its limit of processes. */
    @Test
    @Tag("okhttp")
    void threadThatCannotBeStarted_failsTheFutureAndDoesNotThrow() {
        try (Gen2Client client = service.builder()
                .executor(work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .build()) {
            assertThatThrownBy(
                            () -> client.async().upload(ScriptedService.UPLOAD).get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(RefusedLocallyException.class)
                    .hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    /** A program that is about to end leaves no write behind whose outcome it does not know. */
    @Test
    @Tag("okhttp")
    void draining_letsAWriteEnd_andRefusesAnother() throws Exception {
        service.answer(200, RECEIPT).answer(200, RECEIPT);
        CompletableFuture<Void> atTheService = new CompletableFuture<>();
        try (Gen2Client client = service.builder()
                .executor(work -> {
                    var unused = atTheService.thenRunAsync(work);
                })
                .build()) {
            CompletableFuture<Receipt> underWay = client.async().upload(ScriptedService.UPLOAD);
            CompletableFuture<Void> drained = client.async().drain();

            assertThatThrownBy(() -> client.upload(ScriptedService.UPLOAD))
                    .isInstanceOfSatisfying(
                            RefusedLocallyException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED))
                    .hasMessage("upload t-1 was not sent: this program is stopping, and begins no new write");
            assertThat(drained).isNotDone();
            atTheService.complete(null);
            assertThat(underWay.get(10, TimeUnit.SECONDS).transaction())
                    .isEqualTo(ScriptedService.UPLOAD.transaction());
            assertThat(drained).succeedsWithin(Duration.ofSeconds(10));

            client.async().resume();
            client.upload(ScriptedService.UPLOAD);
            assertThat(service.requests()).hasSize(2);
        }
    }
}
