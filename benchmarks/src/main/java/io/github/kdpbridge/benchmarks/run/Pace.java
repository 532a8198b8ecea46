package io.github.kdpbridge.benchmarks.run;

/**
 * How long to measure.
 *
 * @param rounds how often each system has its turn
 * @param seconds of one turn
 * @param warmUp seconds of load on each JVM before its first turn
 * @param furtherWarmUp seconds of load on a JVM before its turns at each further workload
 */
public record Pace(int rounds, int seconds, int warmUp, int furtherWarmUp) {
    /** For figures to publish. */
    public static final Pace FULL = new Pace(3, 2, 40, 8);

    /** For a first look. */
    public static final Pace QUICK = new Pace(2, 2, 12, 4);

    /** Checks that all are at least 1. */
    public Pace {
        if (Math.min(Math.min(rounds, seconds), Math.min(warmUp, furtherWarmUp)) < 1) {
            throw new IllegalArgumentException("rounds and seconds must be at least 1");
        }
    }
}
