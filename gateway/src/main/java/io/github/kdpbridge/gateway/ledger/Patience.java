package io.github.kdpbridge.gateway.ledger;

import java.time.Duration;

/**
 * How long a gateway waits for PostgreSQL. What its driver waits for is in whole seconds, and at least one.
 *
 * @param pool for a free connection
 * @param connect for the network to connect
 * @param answer for any answer on a connection; the longest of all that is waited for one statement
 * @param lock for what others have locked
 * @param statement for a statement to end
 */
record Patience(Duration pool, Duration connect, Duration answer, Duration lock, Duration statement) {
    /** For what callers wait for. The server gives up first, so that the connection stays good. */
    static final Patience STANDARD = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * Returns the patience for heartbeats: those that come late are worth nothing.
     *
     * @param takeover how long a gateway is silent before it is taken for dead
     */
    static Patience ofHeartbeats(Duration takeover) {
        Duration half = takeover.dividedBy(2);
        Duration longest = half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
        return new Patience(longest, longest, longest, longest.dividedBy(4), longest.dividedBy(2));
    }
}
