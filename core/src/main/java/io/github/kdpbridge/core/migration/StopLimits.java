package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Objects;

/**
 * When stop rules act.
 *
 * @param outcomes the confirmed differences in outcome, 1 by default
 * @param errors the calls that are not answered
 * @param refusals the writes that are refused
 * @param stuck the transactions that do not end
 * @param breaker how long the breaker may be open, 2 min by default
 */
public record StopLimits(long outcomes, Errors errors, Refusals refusals, Stuck stuck, Duration breaker) {
    /** The defaults. */
    public static final StopLimits STANDARD = new StopLimits(
            1, Errors.STANDARD, Refusals.STANDARD, new Stuck(10, Duration.ofHours(1)), Duration.ofMinutes(2));

    /**
     * The calls that are not answered.
     *
     * @param percent the share to act on, 10 by default
     * @param calls the calls that are needed to judge, 20 by default
     * @param times how many times the share on generation 1 it has to exceed, 3 by default
     * @param window the time whose calls count, 10 min by default
     */
    public record Errors(double percent, long calls, double times, Duration window) {
        /** The defaults. */
        public static final Errors STANDARD = new Errors(10, 20, 3, CallRates.STANDARD_WINDOW);

        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException if the share is not above 0, another limit less than 1, or the window too short
         */
        public Errors {
            checkArgument(percent > 0 && percent <= 100, "percent must be above 0 and at most 100, not %s", percent);
            checkArgument(calls >= 1, "calls must be 1 or more, not %s", calls);
            checkArgument(times >= 1, "times must be 1 or more, not %s", times);
            CallRates.checkWindow(window);
        }
    }

    /**
     * The writes that are refused.
     *
     * @param times how many times the share on generation 1 is too much, 3 by default
     * @param writes the writes that are needed to judge, 10 by default
     * @param window the time whose writes count, 10 min by default
     */
    public record Refusals(double times, long writes, Duration window) {
        /** The defaults. */
        public static final Refusals STANDARD = new Refusals(3, 10, CallRates.STANDARD_WINDOW);

        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException if one is less than 1, or the window too short
         */
        public Refusals {
            checkArgument(times >= 1, "times must be 1 or more, not %s", times);
            checkArgument(writes >= 1, "writes must be 1 or more, not %s", writes);
            CallRates.checkWindow(window);
        }
    }

    /**
     * The transactions that do not end.
     *
     * @param times how many times the usual time on generation 1 is too long, 10 by default
     * @param least the shortest time that is too long, 1 h by default
     */
    public record Stuck(int times, Duration least) {
        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException if the factor is less than 1, or the time negative
         */
        public Stuck {
            checkArgument(times >= 1, "times must be 1 or more, not %s", times);
            checkArgument(!least.isNegative(), "least must be zero or more, not %s", least);
        }
    }

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if outcomes is less than 1, or the time negative
     */
    public StopLimits {
        checkArgument(outcomes >= 1, "outcomes must be 1 or more, not %s", outcomes);
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(refusals, "refusals");
        Objects.requireNonNull(stuck, "stuck");
        checkArgument(!breaker.isNegative(), "breaker must be zero or more, not %s", breaker);
    }
}
