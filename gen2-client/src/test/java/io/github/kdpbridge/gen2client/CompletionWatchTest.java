package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionWatchTest {
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final StatusRequest REQUEST = StatusRequest.of(TRANSACTION);

    private final TestScheduler scheduler = TestScheduler.passing();
    private final List<Duration> pauses = scheduler.pauses();
    private final List<TransactionStatus> seen = new ArrayList<>();
    private final Deque<Supplier<TransactionStatus>> looks = new ArrayDeque<>();

    private static final Duration LAG = Duration.ofSeconds(60);

    private TransactionStatus await(Duration timeout) {
        CompletionWatch watch = new CompletionWatch(
                request -> Stages.of(looks.size() > 1 ? looks.poll() : looks.element()), LAG, scheduler);
        return Waiting.on("status 244303", false, () -> watch.await(REQUEST, timeout, seen::add));
    }

    private static TransactionStatus status(TransactionState state) {
        return new TransactionStatus(TRANSACTION, state, TransactionType.UPLOAD, List.of());
    }

    private void look(Supplier<TransactionStatus> look, int times) {
        for (int i = 0; i < times; i++) {
            looks.add(look);
        }
    }

    @Test
    void completeTransaction_isReturnedAfterGrowingIntervals() {
        look(() -> status(TransactionState.PROGRESS), 12);
        look(() -> status(TransactionState.COMPLETE), 1);

        assertThat(await(Duration.ofMinutes(10)).state()).isEqualTo(TransactionState.COMPLETE);

        assertThat(pauses.subList(0, 4))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1500),
                        Duration.ofMillis(2250),
                        Duration.ofMillis(3375));
        assertThat(pauses).hasSize(12).allMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) <= 0);
        assertThat(seen).hasSize(12).allMatch(status -> !status.complete());
    }

    @Test
    void absentService_isWaitedFor() {
        look(
                () -> {
                    throw new UnreachableException("status 244303", "silence", null, false);
                },
                3);
        look(() -> status(TransactionState.COMPLETE), 1);

        assertThat(await(Duration.ofMinutes(10)).complete()).isTrue();
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 422, 425, 429})
    void serviceThatAsksForAPause_isWaitedFor(int httpStatus) {
        look(
                () -> {
                    throw new AnswerNotUnderstoodException("status 244303", httpStatus, "html", null, false);
                },
                3);
        look(() -> status(TransactionState.COMPLETE), 1);

        assertThat(await(Duration.ofMinutes(10)).complete()).isTrue();
    }

    private static TransactionStatus notShown() {
        ServiceError error = new ServiceError(Condition.TRANSACTION_NOT_FOUND, "4042105", "X", null);
        throw new RefusedException("status 244303", error, 200, null, false);
    }

    @Test
    void transactionThatIsNotShownYet_countsAsOneInProgress() {
        look(CompletionWatchTest::notShown, 3);
        look(() -> status(TransactionState.COMPLETE), 1);

        assertThat(await(Duration.ofMinutes(10)).complete()).isTrue();
        assertThat(pauses).hasSize(3);
    }

    /** A form of a transaction that is not known (contract, section 5). */
    @Test
    void transactionThatIsNotFoundWithoutACode_countsAsOneInProgress() {
        look(
                () -> {
                    throw new AnswerNotUnderstoodException("status 244303", 404, "there is no body", null, false);
                },
                3);
        look(() -> status(TransactionState.COMPLETE), 1);

        assertThat(await(Duration.ofMinutes(10)).complete()).isTrue();
    }

    @Test
    void transactionThatIsNotShownWithinTheLag_isReported() {
        look(CompletionWatchTest::notShown, 1);

        assertThatThrownBy(() -> await(Duration.ofMinutes(10))).isInstanceOf(RefusedException.class);
        assertThat(pauses.stream().mapToLong(Duration::toMillis).sum()).isBetween(60_000L, 90_000L);
    }

    @Test
    void otherRefusal_isReportedAtOnce() {
        ServiceError error = new ServiceError(Condition.RESELLER_NOT_FOUND, "40400001", "X", null);
        look(
                () -> {
                    throw new RefusedException("status 244303", error, 404, null, false);
                },
                1);

        assertThatThrownBy(() -> await(Duration.ofMinutes(10))).isInstanceOf(RefusedException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void slowTransaction_endsInATimeoutWithWhatWasSeenLast() {
        look(() -> status(TransactionState.PROGRESS), 1);

        CompletionTimeoutException e =
                catchThrowableOfType(CompletionTimeoutException.class, () -> await(Duration.ofSeconds(5)));

        assertThat(e)
                .hasMessage("transaction 244303 is not complete after PT5S;"
                        + " last seen: Put 244303: Progress, 0 devices named, 0 failed");
        assertThat(e.lastStatus()).contains(status(TransactionState.PROGRESS));
        assertThat(pauses.stream().mapToLong(Duration::toMillis).sum()).isBetween(5000L, 5010L);
    }

    @Test
    void serviceThatStaysAway_endsInATimeoutWithTheReason() {
        look(
                () -> {
                    throw new UnreachableException("status 244303", "silence", null, false);
                },
                1);

        CompletionTimeoutException e =
                catchThrowableOfType(CompletionTimeoutException.class, () -> await(Duration.ofSeconds(1)));

        assertThat(e)
                .hasMessage("transaction 244303 is not complete after PT1S;"
                        + " last seen: status 244303 got no answer: silence")
                .hasCauseInstanceOf(UnreachableException.class);
        assertThat(e.lastStatus()).isEmpty();
    }

    @Test
    void waitForEver_endsWhenTheTransactionDoes() {
        look(() -> status(TransactionState.PROGRESS), 2);
        look(() -> status(TransactionState.COMPLETE), 1);

        assertThat(await(ChronoUnit.FOREVER.getDuration()).complete()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1500));
    }

    @Test
    void closedClient_endsTheWait() {
        look(() -> status(TransactionState.PROGRESS), 1);
        scheduler.close();

        assertThatThrownBy(() -> await(Duration.ofMinutes(1)))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("status 244303 was not sent: the client is closed");
    }

    @Test
    void pauseThatNoThreadGoesOnAfter_endsTheWaitWithARefusal() {
        look(() -> status(TransactionState.PROGRESS), 1);
        RejectedExecutionException full = new RejectedExecutionException("full");
        Scheduler failing = mock(Scheduler.class);
        when(failing.pause(any())).thenReturn(CompletableFuture.failedFuture(full));
        CompletionWatch watch = new CompletionWatch(request -> Stages.of(looks.element()), LAG, failing);

        assertThatThrownBy(() -> Waiting.on(
                        "status 244303", false, () -> watch.await(REQUEST, Duration.ofMinutes(10), seen::add)))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("status 244303 was not sent: the executor does not take it")
                .hasCause(full);
    }
}
