package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.StopFacts.Rates;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of units by side, and those of them that failed: on generation 2 within a window, on generation 1 of
 * the last 30 days, which is what is usual.
 *
 * <p>Safe for use by many threads. Holds the {@value #MOST_UNITS} units that called last.
 */
public final class CallRates {
    private static final int MOST_UNITS = 10_000;
    /** The window of generation 2 by default: 10 minutes. */
    static final Duration STANDARD_WINDOW = Duration.ofMinutes(10);

    private static final Duration USUAL = Duration.ofDays(30);

    private final Ticker ticker;
    private final Duration window;
    private final Cache<Unit, Counts> units;

    /** The counts of a unit. */
    private record Counts(Window gen2, Window gen1) {}

    /**
     * Creates counters that have counted nothing.
     *
     * @param window the time whose calls count on generation 2, from 1 ms to 30 days
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public CallRates(Duration window, Ticker ticker) {
        checkWindow(window);
        this.window = window;
        this.ticker = ticker;
        this.units = CacheBuilder.newBuilder()
                .maximumSize(MOST_UNITS)
                .expireAfterAccess(USUAL)
                .ticker(ticker)
                .build();
    }

    static void checkWindow(Duration window) {
        checkArgument(
                window.toMillis() >= 1 && window.compareTo(USUAL) <= 0,
                "window must be from 1 ms to 30 days, not %s",
                window);
    }

    /**
     * Counts a call.
     *
     * @param hasFailed whether it was not answered, or not understood
     */
    public void count(Unit unit, Generation side, boolean hasFailed) {
        Counts counts = units.asMap().computeIfAbsent(unit, first -> new Counts(new Window(window), new Window(USUAL)));
        (side == Generation.GEN2 ? counts.gen2() : counts.gen1()).count(ticker.read(), hasFailed);
    }

    /** Returns the shares of the calls that failed; {@link Share#NONE} where nothing was counted. */
    public Rates of(Unit unit) {
        @Nullable Counts counts = units.getIfPresent(unit);
        long now = ticker.read();
        return counts == null
                ? new Rates(Share.NONE, Share.NONE)
                : new Rates(counts.gen2().share(now), counts.gen1().share(now));
    }

    /** The counts of a time that moves along, in a ring of slots. */
    private static final class Window {
        private static final int SLOTS = 10;

        private final long nanosEach;
        private final int[] calls = new int[SLOTS];
        private final int[] failed = new int[SLOTS];
        /** The number of the newest slot since the ticker's zero. */
        private long newest = Long.MIN_VALUE;

        private Window(Duration length) {
            this.nanosEach = length.toNanos() / SLOTS;
        }

        private synchronized void count(long now, boolean hasFailed) {
            int slot = moveTo(now);
            calls[slot]++;
            failed[slot] += hasFailed ? 1 : 0;
        }

        private synchronized Share share(long now) {
            moveTo(now);
            return new Share(Arrays.stream(failed).sum(), Arrays.stream(calls).sum());
        }

        /** Empties the slots whose time has come again, and returns the current one. */
        private int moveTo(long now) {
            long current = Math.floorDiv(now, nanosEach);
            long first = newest == Long.MIN_VALUE ? current - SLOTS + 1 : Math.max(newest + 1, current - SLOTS + 1);
            for (long number = first; number <= current; number++) {
                int slot = (int) Math.floorMod(number, (long) SLOTS);
                calls[slot] = 0;
                failed[slot] = 0;
            }
            newest = Math.max(newest, current);
            return (int) Math.floorMod(newest, (long) SLOTS);
        }
    }
}
