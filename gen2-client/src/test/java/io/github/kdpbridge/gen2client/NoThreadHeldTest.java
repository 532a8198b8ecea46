package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Futures that are asked for by code which runs on a thread of a request. */
@ExpectedLog("status t-1 got no answer: .*(interrupted|closed|canceled).*; once more in [0-9]+ ms")
class NoThreadHeldTest {
    private static final String PROGRESS = "{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"transactions\":["
            + "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"type\":\"Put\"}]}}";
    private static final String SHOWN = PROGRESS.replace("Progress", "Complete");

    private final ScriptedService service = new ScriptedService();

    @AfterEach
    void stop() {
        service.close();
    }

    /** The rest of the future was given to the thread that waited for it by other means, and that never came back for it. */
    @Test
    @ExpectedLog("status t-1 got an answer that cannot be understood: .*; once more in [0-9]+ ms")
    void futureThatIsWaitedForInsideABlockingCall_isCompleted() {
        service.answer(200, PROGRESS).answer(503, "{}").answer(200, SHOWN).answer(200, SHOWN);
        List<Boolean> complete = new ArrayList<>();

        service.client.awaitCompletion(ScriptedService.STATUS, Duration.ofMinutes(1), status -> {
            try {
                complete.add(service.client
                        .async()
                        .status(ScriptedService.STATUS)
                        .get(20, TimeUnit.SECONDS)
                        .complete());
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(complete).containsExactly(true);
    }

    /** They were sent one after the other, each with its answer before the next. */
    @Test
    void futuresThatAreBegunWhereAnotherEnds_areSentAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        service.server.setDispatcher(new Dispatcher() {
            private boolean first = true;

            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
                boolean only = first;
                first = false;
                if (!only) {
                    both.countDown();
                }
                return new MockResponse.Builder()
                        .body(SHOWN)
                        .headersDelay(only ? 0 : 200, TimeUnit.MILLISECONDS)
                        .build();
            }
        });
        Gen2AsyncClient client = service.client.async();
        CompletableFuture<Long> open = client.status(ScriptedService.STATUS).thenApply(status -> {
            CompletableFuture<TransactionStatus> second = client.status(ScriptedService.STATUS);
            CompletableFuture<TransactionStatus> third = client.status(ScriptedService.STATUS);
            return List.of(second, third).stream()
                    .filter(each -> !each.isDone())
                    .count();
        });

        assertThat(open.get(1, TimeUnit.MINUTES)).isEqualTo(2);
        assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
