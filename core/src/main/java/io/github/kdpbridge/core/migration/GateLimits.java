package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * What the gates ask for.
 *
 * @param ofUnit the comparisons of a unit that are enough, 20 by default
 * @param ofAccount the comparisons of its account that are enough together with one of the unit, 200 by default
 * @param writes the writes to be completed in {@link Phase#CANARY}, 10 by default
 * @param trial the time in {@link Phase#CANARY}, 3 days by default
 * @param proof the time in {@link Phase#GEN2}, 14 days by default
 */
public record GateLimits(long ofUnit, long ofAccount, long writes, Duration trial, Duration proof) {
    /** The defaults. */
    public static final GateLimits STANDARD = new GateLimits(20, 200, 10, Duration.ofDays(3), Duration.ofDays(14));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one of the counts is less than 1, or a time negative
     */
    public GateLimits {
        checkArgument(ofUnit >= 1, "ofUnit must be 1 or more, not %s", ofUnit);
        checkArgument(ofAccount >= 1, "ofAccount must be 1 or more, not %s", ofAccount);
        checkArgument(writes >= 1, "writes must be 1 or more, not %s", writes);
        checkArgument(!trial.isNegative(), "trial must be zero or more, not %s", trial);
        checkArgument(!proof.isNegative(), "proof must be zero or more, not %s", proof);
    }
}
