package io.github.kdpbridge.gateway.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Times in microseconds since 1970, of which no two are alike, so that they tell an order. Safe for use by many threads. */
final class Moments {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** Returns the clock's time in whole milliseconds, which may be the same several times. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** Returns the time, later than all that were returned before. */
    long next() {
        long now = TimeUnit.MILLISECONDS.toMicros(clock.millis());
        return last.accumulateAndGet(now, (before, given) -> Math.max(before + 1, given));
    }
}
