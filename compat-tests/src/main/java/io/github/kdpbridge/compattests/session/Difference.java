package io.github.kdpbridge.compattests.session;

import static java.util.Objects.requireNonNull;

/**
 * One place where two answers are not the same.
 *
 * @param path {@code status}, or the JSON path of the place, for example {@code $.transactions[0].state}; {@code $} for
 *     a body that is not JSON
 * @param left the left side there: JSON on one line, the text of another body, or {@link #ABSENT}
 * @param right the right side there, likewise
 */
public record Difference(String path, String left, String right) {
    /** Stands for a side that has nothing at this place. */
    public static final String ABSENT = "(absent)";

    /** Checks that nothing is null. */
    public Difference {
        requireNonNull(path);
        requireNonNull(left);
        requireNonNull(right);
    }

    /** The difference on one line, for example {@code $.code: 4042104 / "4042104"}. */
    @Override
    public String toString() {
        return path + ": " + left + " / " + right;
    }
}
