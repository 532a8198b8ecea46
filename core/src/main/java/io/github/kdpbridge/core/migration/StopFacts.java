package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of a unit that generation 2 serves.
 *
 * @param differences what the comparison found
 * @param errors the calls that were not answered, or not understood, in the last minutes; on generation 1 the unit's usual
 *     share
 * @param refusals the writes that were refused for good; on generation 1 those of the last 30 days
 * @param progress how long transactions take
 * @param breakerOpen for how long the breaker before generation 2 is open; zero if it is closed
 */
public record StopFacts(
        Differences differences, Rates errors, Rates refusals, Progress progress, Duration breakerOpen) {
    /** A unit of which nothing was seen. */
    public static final StopFacts NONE = new StopFacts(
            new Differences(0, 0),
            new Rates(Share.NONE, Share.NONE),
            new Rates(Share.NONE, Share.NONE),
            new Progress(Duration.ZERO, null),
            Duration.ZERO);

    /**
     * What the comparison found.
     *
     * @param outcomes confirmed differences in outcome
     * @param unknownCodes answers with a code that the catalogue does not know
     */
    public record Differences(long outcomes, long unknownCodes) {
        /**
         * Checks the counts.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Differences {
            checkArgument(outcomes >= 0, "outcomes must be 0 or more, not %s", outcomes);
            checkArgument(unknownCodes >= 0, "unknownCodes must be 0 or more, not %s", unknownCodes);
        }
    }

    /**
     * The same share on both sides.
     *
     * @param gen2 the unit's share now
     * @param gen1 what to compare it with; {@link Share#NONE} if nothing is known
     */
    public record Rates(Share gen2, Share gen1) {
        public Rates {
            Objects.requireNonNull(gen2, "gen2");
            Objects.requireNonNull(gen1, "gen1");
        }
    }

    /**
     * How long transactions take.
     *
     * @param oldest for how long the oldest accepted transaction is in progress; zero if none is
     * @param usual how long 99% of them took at most on generation 1; null if nothing is known
     */
    public record Progress(Duration oldest, @Nullable Duration usual) {
        public Progress {
            Objects.requireNonNull(oldest, "oldest");
        }
    }

    public StopFacts {
        Objects.requireNonNull(differences, "differences");
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(refusals, "refusals");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(breakerOpen, "breakerOpen");
    }
}
