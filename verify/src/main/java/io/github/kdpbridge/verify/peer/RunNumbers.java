package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * Numbers that are never repeated: twice the milliseconds of the clock, even on the left side and odd on the right, so
 * that both may share an account. For use by one thread.
 */
public final class RunNumbers implements Supplier<String> {
    private final Clock clock;
    private long last;

    private RunNumbers(Clock clock, long last) {
        this.clock = clock;
        this.last = last;
    }

    /** Returns the numbers of the left side. */
    public static RunNumbers ofLeft(Clock clock) {
        return new RunNumbers(requireNonNull(clock), 0);
    }

    /** Returns the numbers of the right side. */
    public static RunNumbers ofRight(Clock clock) {
        return new RunNumbers(requireNonNull(clock), 1);
    }

    @Override
    public String get() {
        last = Math.max(last + 2, 2 * clock.millis() + last % 2);
        return Long.toString(last);
    }
}
