package io.github.kdpbridge.gen2client.resilience;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Pause {
    /**
     * Waits.
     *
     * @return whether the whole time passed; false if the wait was ended because nothing more shall be tried
     */
    boolean await(Duration time) throws InterruptedException;

    /** Returns a pause that a latch ends for all who wait. */
    static Pause until(CountDownLatch end) {
        return time -> !end.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
