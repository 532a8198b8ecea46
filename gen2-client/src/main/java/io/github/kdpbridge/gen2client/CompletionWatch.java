package io.github.kdpbridge.gen2client;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.resilience.Pause;
import io.github.resilience4j.core.IntervalFunction;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a transaction, less and less often, until it is complete.
 *
 * @param statusLag how long a transaction that is not shown counts as one that is worked on
 * @param ticker measures how long that is, and how long the whole takes
 */
record CompletionWatch(
        Function<StatusRequest, TransactionStatus> status, Duration statusLag, Ticker ticker, Pause pause) {
    private static final IntervalFunction INTERVALS =
            IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30));

    TransactionStatus await(StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
        long start = ticker.read();
        TransactionStatus last = null;
        KdpException failure = null;
        for (int look = 1; ; look++) {
            try {
                last = status.apply(request);
                failure = null;
                if (last.complete()) {
                    return last;
                }
                progress.accept(last);
            } catch (KdpException e) {
                boolean notShownYet = isNotKnown(e) && elapsed(start).compareTo(statusLag) < 0;
                if (!notShownYet && !mayPass(e)) {
                    throw e;
                }
                failure = e;
            }
            Duration elapsed = elapsed(start);
            if (elapsed.compareTo(timeout) >= 0) {
                throw new CompletionTimeoutException(request.transaction(), timeout, last, failure);
            }
            Duration interval = Duration.ofMillis(INTERVALS.apply(look));
            Duration left = timeout.minus(elapsed);
            pause(request, left.compareTo(interval) < 0 ? left.plusMillis(1) : interval, failure);
        }
    }

    private Duration elapsed(long start) {
        return Duration.ofNanos(ticker.read() - start);
    }

    /** A 404 without a code is one of the forms of it (contract, section 5). */
    static boolean isNotKnown(KdpException e) {
        return e instanceof RefusedException refusal
                ? refusal.condition() == Condition.TRANSACTION_NOT_FOUND
                : e instanceof AnswerNotUnderstoodException && e.httpStatus() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Whether a later look may go better: the service is away, or this process is at its limit. */
    private static boolean mayPass(KdpException e) {
        return e instanceof UnreachableException
                || e.httpStatus() >= 500
                || e.isOfTheMoment()
                || (e instanceof RefusedLocallyException held && held.reason() == Reason.LIMIT);
    }

    private void pause(StatusRequest request, Duration time, @Nullable KdpException failure) {
        String operation = "status " + request.transaction();
        try {
            if (!pause.await(time)) {
                throw new RefusedLocallyException(operation, Reason.CANCELLED, "the client is closed", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedLocallyException(operation, Reason.CANCELLED, "interrupted before the next look", e);
        }
    }
}
