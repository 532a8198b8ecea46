package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.migration.Comparisons.Known;
import java.util.Optional;

/**
 * The differences of an account, part by part. A unit shows once the routes have seen it.
 *
 * <p>Safe for use by many threads. The methods may hold the calling thread.
 */
public interface KnownDifferences {
    /** How many differences show what a group is like. */
    int EXAMPLES = 3;

    /**
     * How many differences are open.
     *
     * @param outcome those of outcome, which keep their units from moving
     * @param look those of look
     */
    record Open(long outcome, long look) {}

    /** Returns a part of those that a filter shows, the last seen first. */
    Part<Known> part(DifferenceFilter filter, Cut cut);

    /** Returns a part of those that a filter shows by place and kind: those of outcome first, then the largest group. */
    Part<DifferenceGroup> groups(DifferenceFilter filter, Cut cut);

    /** Returns the difference with an id; empty if there is none. */
    Optional<Known> find(String id);

    /** Returns how many are open. */
    Open open();
}
