package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How many of some calls have a trait.
 *
 * @param part the calls with it, 0 or more
 * @param of all calls
 */
public record Share(long part, long of) {
    /** No calls at all. */
    public static final Share NONE = new Share(0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are more than all, or a number is negative
     */
    public Share {
        checkArgument(part >= 0 && part <= of, "the part must be 0 to %s, not %s", of, part);
    }

    /** Returns whether it is at least that many percent; false without calls. */
    boolean isAtLeast(double percent) {
        return of > 0 && part * 100.0 >= percent * of;
    }

    /** Returns whether it is more than some times another share. Any is more than a share of zero. */
    boolean isMoreThan(double times, Share other) {
        return (double) part * other.of > times * other.part * of;
    }

    /** Returns the share in words: {@code 3 of 20}. */
    @Override
    public String toString() {
        return part + " of " + of;
    }
}
