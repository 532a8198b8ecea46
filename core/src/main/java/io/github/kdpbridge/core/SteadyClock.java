package io.github.kdpbridge.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A clock that begins at a given time and then counts only what has passed since, by a counter that nobody can set. For
 * durations: when the system's clock is set, forwards or back, this one goes on as before.
 *
 * <p>Its instants drift from those of the system's clock by what that is corrected. Safe for use by many threads.
 */
public final class SteadyClock extends Clock {
    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;
    private final ZoneId zone;

    private SteadyClock(Instant start, LongSupplier nanos, long startNanos, ZoneId zone) {
        this.start = Objects.requireNonNull(start, "start");
        this.nanos = Objects.requireNonNull(nanos, "nanos");
        this.startNanos = startNanos;
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** Returns a clock that shows the system's time now, and goes on by {@link System#nanoTime()}. */
    public static SteadyClock system() {
        return startingAt(Clock.systemUTC().instant(), System::nanoTime);
    }

    /**
     * Returns a clock in UTC.
     *
     * @param start what it shows now
     * @param nanos a counter of nanoseconds that never goes back
     */
    public static SteadyClock startingAt(Instant start, LongSupplier nanos) {
        return new SteadyClock(start, nanos, nanos.getAsLong(), ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(nanos.getAsLong() - startNanos));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public SteadyClock withZone(ZoneId zone) {
        return new SteadyClock(start, nanos, startNanos, zone);
    }
}
