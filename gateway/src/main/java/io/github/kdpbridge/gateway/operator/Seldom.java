package io.github.kdpbridge.gateway.operator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Limits a repeated warning to one a minute. Safe for use by many threads. */
public final class Seldom {
    private static final long BETWEEN = Duration.ofMinutes(1).toNanos();

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** Returns whether a warning is due; if so, the next one is in a minute. */
    public boolean isDue() {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + BETWEEN);
    }
}
