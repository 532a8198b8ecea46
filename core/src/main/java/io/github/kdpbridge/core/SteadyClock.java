package io.github.kdpbridge.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A clock that starts at a given time and then follows a monotonic counter. Changes to the system's clock do not affect
 * it, so it is right for durations.
 *
 * <p>Its instants drift from the system's clock by the corrections of that clock. Safe for use by many threads.
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

    /** Returns a clock that starts at the system's time and follows {@link System#nanoTime()}. */
    public static SteadyClock system() {
        return startingAt(Clock.systemUTC().instant(), System::nanoTime);
    }

    /**
     * Returns a clock in UTC.
     *
     * @param start its first time
     * @param nanos a monotonic counter of nanoseconds
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
