package io.github.kdpbridge.serviceclient;

import io.github.kdpbridge.core.async.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Shows the time that a test sets, and the time that pauses take. A pause is over at once, and is remembered. */
public final class TestScheduler implements Scheduler {
    private final Supplier<Duration> time;
    private final List<Duration> pauses = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private boolean open = true;

    private TestScheduler(Supplier<Duration> time) {
        this.time = time;
    }

    public static TestScheduler showing(Supplier<Duration> time) {
        return new TestScheduler(time);
    }

    /** Time passes in the pauses only. */
    public static TestScheduler passing() {
        return new TestScheduler(() -> Duration.ZERO);
    }

    /** Ends every pause from now on, as a client does that is closed. */
    public void close() {
        open = false;
    }

    public List<Duration> pauses() {
        return pauses;
    }

    @Override
    public long nanoTime() {
        return time.get().plus(passed).toNanos();
    }

    @Override
    public CompletionStage<Boolean> pause(Duration pause) {
        pauses.add(pause);
        passed = passed.plus(pause);
        return CompletableFuture.completedFuture(open);
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }
}
