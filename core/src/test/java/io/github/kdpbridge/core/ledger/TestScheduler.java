package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.async.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Shows the time that a test sets, and the time that pauses take. A pause is over at once, and is remembered. */
final class TestScheduler implements Scheduler {
    private final Supplier<Duration> time;
    private final List<Duration> pauses = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private boolean open = true;
    private Runnable onPause = () -> {};

    private TestScheduler(Supplier<Duration> time) {
        this.time = time;
    }

    static TestScheduler showing(Supplier<Duration> time) {
        return new TestScheduler(time);
    }

    /** Time passes in the pauses only. */
    static TestScheduler passing() {
        return new TestScheduler(() -> Duration.ZERO);
    }

    /** Has something happen in every pause from now on. */
    TestScheduler onPause(Runnable event) {
        onPause = event;
        return this;
    }

    /** Ends every pause from now on, as a client does that is closed. */
    void close() {
        open = false;
    }

    List<Duration> pauses() {
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
        onPause.run();
        return CompletableFuture.completedFuture(open);
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }
}
