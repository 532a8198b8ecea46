package io.github.kdpbridge.gen2client.resilience;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.event.Call;
import io.github.kdpbridge.gen2client.event.ClientListener;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The four gates of {@link Resilience} around each call of one client: {@code Retry(Breaker(Limiter(Bulkhead(call))))}.
 *
 * <p>Safe for use by many threads.
 */
public final class Pipeline {
    private static final String NAME = "kdp";

    private final Resilience settings;
    private final Retry retry;
    private final Breaker breaker;
    private final RateLimiter limiter;
    private final Bulkhead bulkhead;
    private final Pause pause;
    private final ClientListener listener;

    /**
     * Creates the gates.
     *
     * @param ticker what the breaker's pause is measured by
     * @param pause how to wait between two attempts
     * @param listener is told of repeats and of the breaker
     */
    public Pipeline(Resilience settings, Ticker ticker, Pause pause, ClientListener listener) {
        this.settings = settings;
        this.pause = pause;
        this.listener = listener;
        this.retry = Retry.of(NAME, retry(settings));
        this.breaker = new Breaker(settings, Pipeline::isFailureOfTheService, ticker, listener::breaker);
        this.limiter = RateLimiter.of(
                NAME,
                RateLimiterConfig.custom()
                        .limitForPeriod(Math.max(1, settings.requestsPerSecond() / 20))
                        .limitRefreshPeriod(period(settings))
                        .timeoutDuration(settings.patience())
                        .build());
        this.bulkhead = Bulkhead.of(
                NAME,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.concurrentRequests())
                        .maxWaitDuration(settings.patience())
                        .build());
    }

    /** Permissions come in twentieths of a second where there are so many, so that they do not come in bursts. */
    private static Duration period(Resilience settings) {
        int perPeriod = Math.max(1, settings.requestsPerSecond() / 20);
        return Duration.ofNanos(1_000_000_000L * perPeriod / settings.requestsPerSecond());
    }

    private static RetryConfig retry(Resilience settings) {
        IntervalFunction backoff = settings.jitter() == 0
                ? IntervalFunction.ofExponentialBackoff(settings.firstPause(), 2.0, settings.longestPause())
                : IntervalFunction.ofExponentialRandomBackoff(
                        settings.firstPause(), 2.0, settings.jitter(), settings.longestPause());
        return RetryConfig.custom()
                .maxAttempts(settings.attempts())
                .retryOnException(e -> e instanceof KdpException failure
                        && isSafeToRepeat(failure)
                        && asked(e).compareTo(settings.longestPause()) <= 0)
                .intervalBiFunction((attempt, outcome) -> Math.max(
                        backoff.apply(attempt), asked(outcome.getLeft()).toMillis()))
                .build();
    }

    /**
     * Sends a request through the gates.
     *
     * @param call what is asked for
     * @param request sends it once
     * @throws KdpException if it failed for good, or was not let through
     */
    public <T> T run(Call call, Supplier<T> request) {
        Supplier<T> limited = RateLimiter.decorateSupplier(limiter, Bulkhead.decorateSupplier(bulkhead, request));
        Retry.AsyncContext<T> attempts = retry.asyncContext();
        while (true) {
            try {
                T answer = attempt(call, limited);
                attempts.onComplete();
                return answer;
            } catch (KdpException e) {
                long wait = attempts.onError(e);
                if (wait < 0) {
                    throw e;
                }
                listener.retry(call, e, Duration.ofMillis(wait));
                pauseOrGiveUp(call, wait, e);
            }
        }
    }

    private <T> T attempt(Call call, Supplier<T> limited) {
        try {
            return breaker.call(limited);
        } catch (CallNotPermittedException e) {
            throw held(call, Reason.LIMIT, "the service failed too often lately and is left alone for a while", e);
        } catch (RequestNotPermitted e) {
            throw held(
                    call,
                    Reason.LIMIT,
                    "no turn within %s at %d requests a second"
                            .formatted(settings.patience(), settings.requestsPerSecond()),
                    e);
        } catch (BulkheadFullException e) {
            throw held(
                    call,
                    Reason.LIMIT,
                    "no turn within %s with %d requests at once"
                            .formatted(settings.patience(), settings.concurrentRequests()),
                    e);
        } catch (AcquirePermissionCancelledException e) {
            throw held(call, Reason.CANCELLED, "interrupted while waiting for a turn", e);
        }
    }

    private void pauseOrGiveUp(Call call, long millis, KdpException failure) {
        try {
            if (!pause.await(Duration.ofMillis(millis))) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw held(call, Reason.CANCELLED, "interrupted before the next attempt", failure);
        }
    }

    private static RefusedLocallyException held(Call call, Reason reason, String why, Throwable cause) {
        return new RefusedLocallyException(call.toString(), reason, why, cause);
    }

    /** Whether a request had no effect, and may go better next time. */
    private static boolean isSafeToRepeat(KdpException e) {
        return !e.mayHaveTakenEffect() && (isFailureOfTheService(e) || e.isOfTheMoment());
    }

    private static boolean isFailureOfTheService(KdpException e) {
        return (e instanceof UnreachableException silence && !silence.isAnswered()) || e.httpStatus() >= 500;
    }

    private static Duration asked(Throwable e) {
        return e instanceof KdpException failure ? failure.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
    }
}
