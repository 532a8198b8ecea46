package io.github.kdpbridge.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that runs ahead of another by as much as it was advanced. Thread-safe. */
final class SimulatedClock extends Clock {
    private final Clock base;
    private final AtomicLong aheadNanos;

    SimulatedClock(Clock base) {
        this(base, new AtomicLong());
    }

    private SimulatedClock(Clock base, AtomicLong aheadNanos) {
        this.base = base;
        this.aheadNanos = aheadNanos;
    }

    void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the clock cannot go back, by " + duration);
        }
        aheadNanos.accumulateAndGet(duration.toNanos(), Math::addExact);
    }

    void reset() {
        aheadNanos.set(0);
    }

    @Override
    public Instant instant() {
        return base.instant().plusNanos(aheadNanos.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SimulatedClock(base.withZone(zone), aheadNanos);
    }
}
