package io.github.kdpbridge.serviceclient.resilience;

import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends nothing to a service that fails too often. Each permission is given back, even if a call throws an Error, and no
 * state outlasts its limit. Safe for use by many threads.
 */
final class Breaker {
    private static final int TRIALS = 3;

    private final CircuitBreaker breaker;
    private final Scheduler scheduler;
    private final Duration pause;
    private final Duration longestTrial;
    private volatile Since since;

    /**
     * Creates a closed breaker.
     *
     * @param failure which exceptions are the service's fault
     * @param scheduler measures how long the breaker is open; the machine's clock may be set meanwhile
     * @param states is told of each new state
     */
    Breaker(Resilience settings, Predicate<KdpException> failure, Scheduler scheduler, Consumer<String> states) {
        this.scheduler = scheduler;
        this.pause = settings.breakerPause();
        this.longestTrial = longestTrial(settings);
        this.since = new Since(State.CLOSED, scheduler.nanoTime());
        this.breaker = CircuitBreaker.of(
                "kdp",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(settings.breakerWindow())
                        .minimumNumberOfCalls(settings.breakerWindow())
                        .failureRateThreshold(settings.breakerFailurePercent())
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .recordException(e -> e instanceof KdpException trouble && failure.test(trouble))
                        .ignoreException(e -> !(e instanceof KdpException) || e instanceof RefusedLocallyException)
                        .clock(new Elapsed(scheduler))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            State state = event.getStateTransition().getToState();
            since = new Since(state, scheduler.nanoTime());
            states.accept(state.name());
        });
    }

    /** A trial waits for two permissions and for a token, and is then sent. One that takes longer is lost. */
    private static Duration longestTrial(Resilience settings) {
        return settings.patience().plus(settings.requestTimeout()).multipliedBy(2);
    }

    /**
     * Lets a request through and records its outcome.
     *
     * @param call the call, for messages
     * @return the answer; fails with a {@link RefusedLocallyException} if the service is left alone
     */
    <T> CompletionStage<T> call(Call call, Supplier<? extends CompletionStage<T>> request) {
        moveOn();
        if (!breaker.tryAcquirePermission()) {
            return Stages.failed(new RefusedLocallyException(
                    call.toString(),
                    Reason.LIMIT,
                    "the service failed too often lately and is left alone for a while",
                    null));
        }
        long start = breaker.getCurrentTimestamp();
        return Stages.begin(request).whenComplete((answer, failure) -> judge(start, answer, failure));
    }

    boolean isClosed() {
        return breaker.getState() == State.CLOSED;
    }

    /** An outcome that is neither an answer nor the service's failure, an Error for example, only returns the permission. */
    private void judge(long start, @Nullable Object answer, @Nullable Throwable failure) {
        long time = breaker.getCurrentTimestamp() - start;
        if (failure == null) {
            breaker.onResult(time, breaker.getTimestampUnit(), answer);
        } else {
            breaker.onError(time, breaker.getTimestampUnit(), Stages.cause(failure));
        }
    }

    /**
     * Ends a state that lasts too long: trials that never return would keep the breaker half open, and an {@link Error}
     * in the middle of its transition to half open would keep it open. The library's own limit for the first needs a
     * thread, which may be the very thing that cannot be had.
     */
    private void moveOn() {
        Since known = since;
        if (known.state() != State.CLOSED && isOver(known)) {
            synchronized (this) {
                if (since.equals(known) && breaker.getState() == known.state()) {
                    if (known.state() == State.OPEN) {
                        breaker.transitionToHalfOpenState();
                    } else {
                        breaker.transitionToOpenState();
                    }
                }
            }
        }
    }

    private boolean isOver(Since known) {
        long nanos = scheduler.nanoTime() - known.nanos();
        return nanos > (known.state() == State.OPEN ? pause : longestTrial).toNanos();
    }

    /** The state, and when it began. */
    private record Since(State state, long nanos) {}

    /** Shows the time since some moment, and goes on evenly when the machine's clock is set. */
    private static final class Elapsed extends Clock {
        private final Scheduler scheduler;
        private final long start;

        Elapsed(Scheduler scheduler) {
            this.scheduler = scheduler;
            this.start = scheduler.nanoTime();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(scheduler.nanoTime() - start);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("elapsed time is in no zone");
        }
    }
}
