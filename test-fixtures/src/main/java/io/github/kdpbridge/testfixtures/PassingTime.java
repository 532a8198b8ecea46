package io.github.kdpbridge.testfixtures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A scheduler that shows the time that a test sets, plus the time that pauses take. A pause is over at once, and is
 * recorded. A subclass names the interface, which belongs to {@code core}.
 */
public class PassingTime {
    private final Supplier<Duration> time;
    private final Runnable onPause;
    private final List<Duration> pauses = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private boolean open = true;

    /** @param onPause is run in every pause */
    protected PassingTime(Supplier<Duration> time, Runnable onPause) {
        this.time = time;
        this.onPause = onPause;
    }

    /** Ends every pause from now on, as a client does that is closed. */
    public void close() {
        open = false;
    }

    public List<Duration> pauses() {
        return pauses;
    }

    public long nanoTime() {
        return time.get().plus(passed).toNanos();
    }

    public CompletionStage<Boolean> pause(Duration pause) {
        pauses.add(pause);
        passed = passed.plus(pause);
        onPause.run();
        return CompletableFuture.completedFuture(open);
    }

    public void execute(Runnable work) {
        work.run();
    }
}
