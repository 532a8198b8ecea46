package io.github.kdpbridge.gen2client.resilience;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Leaves a service alone that fails too often. Each permission is given back, whatever a call throws, and no state lasts
 * longer than it may. Safe for use by many threads.
 */
final class Breaker {
    private static final int TRIALS = 3;

    private final CircuitBreaker breaker;
    private final Ticker ticker;
    private final Duration pause;
    private final Duration longestTrial;
    private volatile Since since;

    /**
     * Creates a closed breaker.
     *
     * @param failure which exceptions are the service's fault
     * @param ticker measures how long the breaker is open; the machine's clock may be set meanwhile
     * @param states is told of each new state
     */
    Breaker(Resilience settings, Predicate<KdpException> failure, Ticker ticker, Consumer<String> states) {
        this.ticker = ticker;
        this.pause = settings.breakerPause();
        this.longestTrial = longestTrial(settings);
        this.since = new Since(State.CLOSED, ticker.read());
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
                        .clock(new Elapsed(ticker))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            State state = event.getStateTransition().getToState();
            since = new Since(state, ticker.read());
            states.accept(state.name());
        });
    }

    /** A trial waits for two permissions and for a token, and is then sent. One that takes longer is lost. */
    private static Duration longestTrial(Resilience settings) {
        return settings.patience().plus(settings.requestTimeout()).multipliedBy(2);
    }

    /**
     * Lets a call through and takes note of what came of it.
     *
     * @throws CallNotPermittedException if the service is left alone
     */
    <T> T call(Supplier<T> call) {
        moveOn();
        breaker.acquirePermission();
        long start = breaker.getCurrentTimestamp();
        TimeUnit unit = breaker.getTimestampUnit();
        AtomicReference<Runnable> verdict = new AtomicReference<>(breaker::releasePermission);
        Permit permission =
                Permit.of(() -> Objects.requireNonNull(verdict.get()).run());
        try (permission) {
            try {
                T answer = call.get();
                verdict.set(() -> breaker.onResult(breaker.getCurrentTimestamp() - start, unit, answer));
                return answer;
            } catch (KdpException e) {
                verdict.set(() -> breaker.onError(breaker.getCurrentTimestamp() - start, unit, e));
                throw e;
            }
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
        long nanos = ticker.read() - known.nanos();
        return nanos > (known.state() == State.OPEN ? pause : longestTrial).toNanos();
    }

    /** The state, and when it began. */
    private record Since(State state, long nanos) {}

    /** Shows the time since some moment, and goes on evenly when the machine's clock is set. */
    private static final class Elapsed extends Clock {
        private final Ticker ticker;
        private final long start;

        Elapsed(Ticker ticker) {
            this.ticker = ticker;
            this.start = ticker.read();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(ticker.read() - start);
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
