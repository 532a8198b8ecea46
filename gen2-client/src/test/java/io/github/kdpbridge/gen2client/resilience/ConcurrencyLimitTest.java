package io.github.kdpbridge.gen2client.resilience;

import static org.assertj.core.api.Assertions.assertThat;

<<<<<<< HEAD
import com.google.common.base.Ticker;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.async.Timer;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.gen2client.TestScheduler;
=======
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
>>>>>>> review
import io.github.kdpbridge.gen2client.event.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
<<<<<<< HEAD
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
=======
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final Call UPLOAD = Call.of(UploadRequest.builder(CustomerId.of("2000000002"), TransactionId.of("7"))
            .imeis(List.of("350000000000006"))
            .build());

    private Supplier<CompletionStage<Boolean>> pause = CompletableFuture::new;
    private final ConcurrencyLimit limit =
            new ConcurrencyLimit(Resilience.builder().concurrentRequests(1).build(), new Scheduler() {
                @Override
                public long nanoTime() {
                    return 0;
                }

                @Override
                public CompletionStage<Boolean> pause(Duration time) {
                    return pause.get();
                }

                @Override
                public void execute(Runnable work) {
                    work.run();
                }
            });

    private CompletableFuture<Permit> enter() {
        return Stages.begin(() -> limit.enter(UPLOAD)).toCompletableFuture();
    }

    /** Its place was given to it all the same, and by it to nobody. */
    @Test
    void placeOfARequestWhoseWaitCannotBegin_goesToTheNext() {
        CompletableFuture<Permit> first = enter();
        pause = () -> {
            throw new OutOfMemoryError("Java heap space");
        };
        CompletableFuture<Permit> second = enter();
        pause = CompletableFuture::new;
        CompletableFuture<Permit> third = enter();

        first.join().close();

        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompleted();
    }

    /** An executor that works on the calling thread would need the stack of all of them. */
    @Test
    void placeThatManyTakeInTurnOnOneThread_isHandedOnWithoutRecursion() {
        CompletableFuture<Permit> first = enter();
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int i = 0; i < ConcurrencyLimit.MOST_WAITING; i++) {
            others.add(enter().thenAccept(Permit::close));
        }

        first.join().close();

        assertThat(others).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(enter()).isCompleted();
>>>>>>> review
    }
}
