package io.github.kdpbridge.serviceclient.resilience;

import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The four gates of {@link Resilience} around each call of one client: {@code Retry(Breaker(Limiter(Bulkhead(call))))}.
 *
 * <p>Safe for use by many threads.
 */
public final class Pipeline implements ServiceLoad {
    private static final String NAME = "kdp";

    private final Resilience settings;
    private final Retry retry;
    private final Breaker breaker;
    private final RateLimiter limiter;
    private final ConcurrencyLimit concurrency;
    private final Scheduler scheduler;
    private final ClientListener listener;

    /**
     * Creates the gates.
     *
     * @param scheduler lets time pass between two attempts and before a turn, and runs requests that waited
     * @param listener is told of repeats and of the breaker
     */
    public Pipeline(Resilience settings, Scheduler scheduler, ClientListener listener) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.listener = listener;
        this.retry = Retry.of(NAME, retry(settings));
        this.breaker = new Breaker(settings, Pipeline::isFailureOfTheService, scheduler, listener::breaker);
        this.limiter = RateLimiter.of(
                NAME,
                RateLimiterConfig.custom()
                        .limitForPeriod(Math.max(1, settings.requestsPerSecond() / 20))
                        .limitRefreshPeriod(period(settings))
                        .timeoutDuration(settings.patience())
                        .build());
        this.concurrency = new ConcurrencyLimit(settings, scheduler);
    }

    @Override
    public boolean isAtEase() {
        return breaker.isClosed() && limiter.getMetrics().getAvailablePermissions() > 0 && concurrency.hasRoom();
    }

    @Override
    public int requestsPerSecond() {
        return settings.requestsPerSecond();
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
     * Sends a request through the gates. No thread waits at any of them.
     *
     * @param call the call, for messages and events
     * @param request sends it once
     * @return the answer; fails with a {@link KdpException} if the request failed for good, or was not let through
     */
    public <T> CompletionStage<T> run(Call call, Supplier<? extends CompletionStage<T>> request) {
        return attempt(call, request, retry.asyncContext());
    }

    /** Sends a request through all gates but the retry. */
    public <T> CompletionStage<T> once(Call call, Supplier<? extends CompletionStage<T>> request) {
        return breaker.call(call, () -> limited(call, request));
    }

    private <T> CompletionStage<T> attempt(
            Call call, Supplier<? extends CompletionStage<T>> request, Retry.AsyncContext<T> attempts) {
        CompletionStage<T> sent = once(call, request).thenApply(answer -> {
            attempts.onComplete();
            return answer;
        });
        return Stages.recover(sent, failure -> {
            long wait = attempts.onError(failure);
            if (wait < 0) {
                return Stages.failed(failure);
            }
            Duration time = Duration.ofMillis(wait);
            listener.retry(call, failure, time);
            return scheduler
                    .pause(time)
                    .exceptionally(trouble -> false)
                    .thenCompose(passed -> passed ? attempt(call, request, attempts) : Stages.failed(failure));
        });
    }

    private <T> CompletionStage<T> limited(Call call, Supplier<? extends CompletionStage<T>> request) {
        return turn(call)
                .thenCompose(unused -> concurrency.enter(call))
                .thenCompose(place -> Stages.begin(request).whenComplete((answer, failure) -> place.close()));
    }

    /** Waits for a permission of the rate limit. Resilience4j's own decorator would wait on the calling thread. */
    private CompletionStage<@Nullable Void> turn(Call call) {
        long wait = limiter.reservePermission();
        if (wait < 0) {
            return Stages.failed(held(
                    call,
                    Reason.LIMIT,
                    "no turn within %s at %d requests a second"
                            .formatted(settings.patience(), settings.requestsPerSecond()),
                    null));
        }
        return wait == 0
                ? CompletableFuture.completedFuture(null)
                : scheduler.pause(Duration.ofNanos(wait)).handle((passed, trouble) -> {
                    if (trouble != null) {
                        throw notTaken(call, trouble);
                    }
                    if (!passed) {
                        throw closed(call);
                    }
                    return null;
                });
    }

    static RefusedLocallyException held(Call call, Reason reason, String why, @Nullable Throwable cause) {
        return new RefusedLocallyException(call.toString(), reason, why, cause);
    }

    /** Says that no thread could be had to go on with a request after a pause. */
    static RefusedLocallyException notTaken(Call call, Throwable trouble) {
        return held(call, Reason.LIMIT, "the executor does not take it", Stages.cause(trouble));
    }

    static RefusedLocallyException closed(Call call) {
        return held(call, Reason.CANCELLED, "the client is closed", null);
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
