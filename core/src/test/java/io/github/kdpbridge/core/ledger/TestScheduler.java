package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.testfixtures.PassingTime;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows the time that a test sets, and the time that pauses take. */
final class TestScheduler extends PassingTime implements Scheduler {
    private TestScheduler(Supplier<Duration> time, Runnable onPause) {
        super(time, onPause);
    }

    static TestScheduler showing(Supplier<Duration> time) {
        return new TestScheduler(time, () -> {});
    }

    /** Time passes in the pauses only. */
    static TestScheduler passing() {
        return passing(() -> {});
    }

    static TestScheduler passing(Runnable onPause) {
        return new TestScheduler(() -> Duration.ZERO, onPause);
    }
}
