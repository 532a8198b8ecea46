package io.github.kdpbridge.core;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thing that was taken and must be given back: a turn, a share of a budget, a lease. Closing gives it back, once; to
 * close it again does nothing. So each way out of a piece of work may close it, in {@code finally} or by
 * {@code try (permit)}, whatever was thrown, and none has to know of the others.
 *
 * <p>Safe for use by many threads.
 */
public final class Permit implements AutoCloseable {
    private final AtomicReference<@Nullable Runnable> giveBack;

    private Permit(Runnable giveBack) {
        this.giveBack = new AtomicReference<>(giveBack);
    }

    /**
     * Returns the permit for something that has just been taken.
     *
     * @param giveBack gives it back; is called once at most, by the thread that closes the permit first
     */
    public static Permit of(Runnable giveBack) {
        return new Permit(giveBack);
    }

    /** Gives back what was taken, unless that has been done. */
    @Override
    public void close() {
        Runnable first = giveBack.getAndSet(null);
        if (first != null) {
            first.run();
        }
    }
}
