package io.github.kdpbridge.serviceclient.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.async.Timer;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.serviceclient.TestScheduler;
import io.github.kdpbridge.serviceclient.event.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final Call UPLOAD = new Call(Operation.UPLOAD, "7");
    private static final Resilience ONE = Resilience.builder()
            .concurrentRequests(1)
            .patience(Duration.ofHours(1))
            .build();

    private final AtomicBoolean full = new AtomicBoolean();
    private final Timer timer = new Timer(Ticker.systemTicker(), work -> {
        if (full.get()) {
            throw new RejectedExecutionException("full");
        }
        work.run();
    });
    private final ConcurrencyLimit limit = new ConcurrencyLimit(ONE, timer);

    @AfterEach
    void close() {
        timer.close();
    }

    private static Permit permit(CompletionStage<Permit> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void assertRefused(CompletionStage<Permit> stage, String message) {
        assertThat(stage)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(RefusedLocallyException.class)
                .withMessage(message);
    }

    @Test
    void turns_comeInTheOrderOfArrival() {
        Permit first = permit(limit.enter(UPLOAD));
        CompletionStage<Permit> second = limit.enter(UPLOAD);
        CompletionStage<Permit> third = limit.enter(UPLOAD);
        assertThat(second).isNotDone();

        first.close();
        assertThat(second).isCompleted();
        assertThat(third).isNotDone();
        permit(second).close();

        assertThat(third).isCompleted();
    }

    @Test
    void requestsAboveTheMost_areRefusedAtOnce() {
        Permit first = permit(limit.enter(UPLOAD));
        List<CompletionStage<Permit>> waiting = new ArrayList<>();
        for (int i = 0; i < ConcurrencyLimit.MOST_WAITING; i++) {
            waiting.add(limit.enter(UPLOAD));
        }

        assertRefused(limit.enter(UPLOAD), "upload 7 was not sent: 20000 requests wait for their turn already");
        first.close();
        assertThat(waiting.get(0)).isCompleted();
    }

    @Test
    void patienceThatEnds_refusesTheRequestAndKeepsItsPlaceForTheNext() {
        ConcurrencyLimit impatient = new ConcurrencyLimit(ONE, TestScheduler.passing());
        Permit first = permit(impatient.enter(UPLOAD));

        assertRefused(impatient.enter(UPLOAD), "upload 7 was not sent: no turn within PT1H with 1 requests at once");
        first.close();
        assertThat(impatient.enter(UPLOAD)).isCompleted();
    }

    /** As the system does at its limit of threads. */
    @Test
    void turnThatNoThreadTakes_isRefusedAndGoesToTheNext() {
        Permit first = permit(limit.enter(UPLOAD));
        CompletionStage<Permit> second = limit.enter(UPLOAD);
        full.set(true);

        first.close();

        assertRefused(second, "upload 7 was not sent: the executor does not take it");
        assertThat(limit.enter(UPLOAD)).isCompleted();
    }

    @Test
    void turnsOfManyThatWait_needNoStack() {
        Permit first = permit(limit.enter(UPLOAD));
        List<CompletionStage<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            waiting.add(limit.enter(UPLOAD).thenAccept(Permit::close));
        }

        first.close();

        assertThat(waiting)
                .allSatisfy(each -> assertThat(each.toCompletableFuture()).isCompleted());
    }
}
