package io.github.kdpbridge.gen2client.token;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Consecutive failures, and the backoff after each: 1 s, 2 s and so on, up to a minute. Guarded by its owner. */
final class Setbacks {
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2.0, Duration.ofSeconds(60));

    private int count;
    private long last;

    void add(long now) {
        count++;
        last = now;
    }

    void clear() {
        count = 0;
    }

    boolean isPausing(long now) {
        return count > 0 && now - last < TimeUnit.MILLISECONDS.toNanos(PAUSES.apply(count));
    }
}
