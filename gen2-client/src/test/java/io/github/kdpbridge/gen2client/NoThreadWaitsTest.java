package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@ExpectedLog("status t-1 got an answer that cannot be understood: .*; once more in [0-9]+ ms")
@ExpectedLog("status t-1 got no answer: .*(interrupted|closed|canceled).*; once more in [0-9]+ ms")
class NoThreadWaitsTest {
    private static final int MANY = 10_000;
    private static final String SHOWN = "{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"transactions\":["
            + "{\"transactionId\":\"t-1\",\"state\":\"Complete\",\"type\":\"Put\"}]}}";

    private final ScriptedService service = new ScriptedService();

    @AfterEach
    void stop() {
        service.close();
    }

    private static Set<Long> threads() {
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        Thread.getAllStackTraces().keySet().forEach(thread -> ids.add(thread.getId()));
        return ids;
    }

    /** A caller of each would hold a thread, if only to wait for its turn. */
    @Test
    void manyRequestsAtASlowService_holdFewThreads() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(8);
        service.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                busy.countDown();
                slow.await();
                return new MockResponse.Builder().body(SHOWN).build();
            }
        });
        Resilience settings = Resilience.builder()
                .requestsPerSecond(1_000_000)
                .concurrentRequests(8)
                .patience(Duration.ofMinutes(5))
                .build();
        List<CompletableFuture<TransactionStatus>> answers = new ArrayList<>();
        try (Gen2Client client = service.builder().resilience(settings).build()) {
            Set<Long> before = threads();
            for (int i = 0; i < MANY; i++) {
                answers.add(client.async().status(ScriptedService.STATUS));
            }
            busy.await();

            Set<Long> more = threads();
            more.removeAll(before);
            // Two of the server's for each of the eight connections are among them.
            assertThat(more).hasSizeLessThanOrEqualTo(50);
            assertThat(answers).noneMatch(CompletableFuture::isDone);

            slow.countDown();
            assertThat(answers.get(0).get(5, TimeUnit.MINUTES).complete()).isTrue();
            assertThat(service.tokens).hasValue(1);
        }
        // Those that still wait when the client is closed are told so.
        assertThat(answers.get(MANY - 1))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage("status t-1 was not sent: the client is closed");
    }

    /** Between two attempts, for a token, or for the answer. */
    @Test
    void logContext_followsTheRequestToEachThread() throws Exception {
        List<String> contexts = new ArrayList<>();
        service.answer(503, "{}").answer(200, SHOWN);
        try (Gen2Client client = service.builder()
                .listener(new ClientListener() {
                    @Override
                    public void retry(Call call, KdpException failure, Duration pause) {
                        contexts.add(String.valueOf(MDC.get("request")));
                    }

                    @Override
                    public void call(Call call, @Nullable KdpException failure, Duration time) {
                        contexts.add(String.valueOf(MDC.get("request")));
                    }
                })
                .build()) {
            MDC.put("request", "R-1");
            CompletableFuture<TransactionStatus> answer = client.async().status(ScriptedService.STATUS);
            MDC.remove("request");

            assertThat(answer.get(1, TimeUnit.MINUTES).complete()).isTrue();
        } finally {
            MDC.remove("request");
        }
        assertThat(contexts).containsExactly("R-1", "R-1");
    }

    /** An exception of a blocking call shows where the call came from. */
    @Test
    void blockingCall_isDoneOnItsOwnThread() throws Exception {
        List<Thread> threads = new ArrayList<>();
        service.answer(503, "{}").answer(503, "{}").answer(200, SHOWN);
        try (Gen2Client client = service.builder()
                .resilience(Resilience.builder()
                        .attempts(3)
                        .firstPause(Duration.ofMillis(1))
                        .build())
                .listener(new ClientListener() {
                    @Override
                    public void retry(Call call, KdpException failure, Duration pause) {
                        threads.add(Thread.currentThread());
                    }
                })
                .build()) {
            client.status(ScriptedService.STATUS);
        }
        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void completionThatIsGivenUp_isNotLookedForAnyLonger() throws Exception {
        CountDownLatch looks = new CountDownLatch(1);
        String progress = SHOWN.replace("Complete", "Progress");
        service.answer(200, progress).answer(200, progress);
        CompletableFuture<TransactionStatus> complete = service.client
                .async()
                .awaitCompletion(
                        StatusRequest.of(TransactionId.of("t-1")), Duration.ofHours(1), status -> looks.countDown());
        looks.await();

        assertThat(complete.cancel(true)).isTrue();

        assertThat(complete).isCancelled();
        service.client.close();
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void stage_failsWithTheExceptionOfTheBlockingCall() {
        service.answer(200, "{\"devices\":{\"totalCount\":0,\"transactions\":[]}}");

        assertThat(service.client.send(ScriptedService.STATUS).toCompletableFuture())
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(KdpException.class);
    }
}
