package io.github.kdpbridge.serviceclient;

import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.testfixtures.PassingTime;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows the time that a test sets, and the time that pauses take. */
public final class TestScheduler extends PassingTime implements Scheduler {
    private TestScheduler(Supplier<Duration> time) {
        super(time, () -> {});
    }

    public static TestScheduler showing(Supplier<Duration> time) {
        return new TestScheduler(time);
    }

    /** Time passes in the pauses only. */
    public static TestScheduler passing() {
        return new TestScheduler(() -> Duration.ZERO);
    }
}
