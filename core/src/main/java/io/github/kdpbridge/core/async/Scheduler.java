package io.github.kdpbridge.core.async;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The time and the threads of one client. Safe for use by many threads. */
public interface Scheduler extends Executor {
    /** Returns nanoseconds since some moment. They go on evenly when the machine's clock is set. */
    long nanoTime();

    /**
     * Lets time pass without holding a thread.
     *
     * @return whether the whole time passed; false if the wait was ended because nothing more shall be tried. To cancel
     *     the stage ends the wait
     */
    CompletionStage<Boolean> pause(Duration time);
}
