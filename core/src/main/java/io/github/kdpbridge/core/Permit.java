package io.github.kdpbridge.core;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A resource that must be released exactly once: a turn, a share of a budget, a lease. Closing it again does nothing,
 * so every exit path may close it, in {@code finally} or by {@code try (permit)}, independently of the others.
 *
 * <p>Safe for use by many threads.
 */
public final class Permit implements AutoCloseable {
    private final AtomicReference<@Nullable Runnable> giveBack;

    private Permit(Runnable giveBack) {
        this.giveBack = new AtomicReference<>(giveBack);
    }

    /**
     * Returns the permit for an acquired resource.
     *
     * @param giveBack releases it; is called at most once, by the thread that closes the permit first
     */
    public static Permit of(Runnable giveBack) {
        return new Permit(giveBack);
    }

    /** Releases the resource, unless that was done before. */
    @Override
    public void close() {
        Runnable first = giveBack.getAndSet(null);
        if (first != null) {
            first.run();
        }
    }
}
