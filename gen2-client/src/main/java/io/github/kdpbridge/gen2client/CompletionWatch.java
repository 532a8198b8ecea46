package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.resilience4j.core.IntervalFunction;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Polls a transaction with backoff until it is complete. No thread waits between two polls.
 *
 * @param statusLag how long a transaction may be missing from the status and count as in progress
 * @param scheduler measures both this time and the whole, and schedules the polls
 */
record CompletionWatch(
        Function<StatusRequest, CompletionStage<TransactionStatus>> status, Duration statusLag, Scheduler scheduler) {
    private static final IntervalFunction INTERVALS =
            IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30));

    /**
     * Starts polling.
     *
     * @param progress receives each incomplete status
     * @return the complete transaction; cancelling the stage ends the polling
     */
    CompletionStage<TransactionStatus> await(
            StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
        Watch watch = new Watch(request, timeout, progress);
        watch.look();
        return watch;
    }

    /** The polling of one transaction. */
    private final class Watch extends CompletableFuture<TransactionStatus> {
        private final StatusRequest request;
        private final Duration timeout;
        private final Consumer<TransactionStatus> progress;
        private final long start = scheduler.nanoTime();
        private int looks;
        private @Nullable TransactionStatus last;
        private @Nullable KdpException failure;

        Watch(StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
            this.request = request;
            this.timeout = timeout;
            this.progress = progress;
        }

        void look() {
            looks++;
            var unused = Stages.begin(() -> status.apply(request))
                    .handle((shown, trouble) -> shown == null ? withoutAnswer(trouble) : with(shown))
                    .thenCompose(next -> next)
                    .exceptionally(this::ends);
        }

        private CompletionStage<@Nullable Void> with(TransactionStatus shown) {
            last = shown;
            failure = null;
            if (shown.complete()) {
                complete(shown);
                return CompletableFuture.completedFuture(null);
            }
            progress.accept(shown);
            return lookAgain();
        }

        private CompletionStage<@Nullable Void> withoutAnswer(@Nullable Throwable trouble) {
            Throwable cause = Stages.cause(Objects.requireNonNull(trouble, "trouble"));
            if (!(cause instanceof KdpException e)) {
                return Stages.failed(cause);
            }
            boolean notShownYet = isNotKnown(e) && elapsed().compareTo(statusLag) < 0;
            if (!notShownYet && !mayPass(e)) {
                return Stages.failed(e);
            }
            failure = e;
            return lookAgain();
        }

        private CompletionStage<@Nullable Void> lookAgain() {
            Duration elapsed = elapsed();
            if (elapsed.compareTo(timeout) >= 0) {
                return Stages.failed(new CompletionTimeoutException(request.transaction(), timeout, last, failure));
            }
            if (isDone()) { // cancelled
                return CompletableFuture.completedFuture(null);
            }
            Duration interval = Duration.ofMillis(INTERVALS.apply(looks));
            Duration left = timeout.minus(elapsed);
            return scheduler
                    .pause(left.compareTo(interval) < 0 ? left.plusMillis(1) : interval)
                    .exceptionallyCompose(trouble -> Stages.failed(new RefusedLocallyException(
                            request.label(), Reason.LIMIT, "the executor does not take it", Stages.cause(trouble))))
                    .thenAccept(passed -> {
                        if (!passed) {
                            throw new RefusedLocallyException(
                                    request.label(), Reason.CANCELLED, "the client is closed", failure);
                        }
                        look();
                    });
        }

        private @Nullable Void ends(Throwable e) {
            completeExceptionally(Stages.cause(e));
            return null;
        }

        private Duration elapsed() {
            return Duration.ofNanos(scheduler.nanoTime() - start);
        }
    }

    /** Includes a 404 without a code (contract, section 5). */
    static boolean isNotKnown(KdpException e) {
        return e instanceof RefusedException refusal
                ? refusal.condition() == Condition.TRANSACTION_NOT_FOUND
                : e instanceof AnswerNotUnderstoodException && e.httpStatus() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Whether a later poll may succeed: the service is unavailable, or this process is at its limit. */
    private static boolean mayPass(KdpException e) {
        return e instanceof UnreachableException
                || e.httpStatus() >= 500
                || e.isOfTheMoment()
                || (e instanceof RefusedLocallyException held && held.reason() == Reason.LIMIT);
    }
}
