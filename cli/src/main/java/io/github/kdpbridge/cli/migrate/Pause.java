package io.github.kdpbridge.cli.migrate;

import java.time.Duration;

/** Lets time pass between two looks. */
@FunctionalInterface
public interface Pause {
    /** Returns false if it was interrupted, so that no further look is wanted. */
    boolean of(Duration time);

    /** Holds the thread. */
    static boolean sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
