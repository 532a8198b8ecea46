package io.github.kdpbridge.gen2client;

import com.google.common.base.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A ticker that shows what a test says. */
public final class TestTicker extends Ticker {
    private final Supplier<Duration> time;

    private TestTicker(Supplier<Duration> time) {
        this.time = time;
    }

    public static Ticker showing(Supplier<Duration> time) {
        return new TestTicker(time);
    }

    /** Goes on as a clock does that is only ever set forward. */
    public static Ticker following(Clock clock) {
        return new TestTicker(() -> Duration.between(Instant.EPOCH, clock.instant()));
    }

    @Override
    public long read() {
        return time.get().toNanos();
    }
}
