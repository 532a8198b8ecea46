package io.github.kdpbridge.gateway.ledger;

import java.time.Duration;

/**
 * Time-outs for PostgreSQL. Those of the driver are in whole seconds, at least one.
 *
 * @param pool for a free connection
 * @param connect for the network connection
 * @param answer for any answer on a connection; the longest wait for one statement
 * @param lock for locks of other transactions
 * @param statement for the end of a statement
 */
record Patience(Duration pool, Duration connect, Duration answer, Duration lock, Duration statement) {
    /** For callers' statements. The server gives up first, so that the connection stays usable. */
    static final Patience STANDARD = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LOCK_OF_A_GROUP = Duration.ofMillis(250);
    /** A pool of connections knows no less. */
    private static final Duration SHORTEST_OF_A_POOL = Duration.ofMillis(250);

    /**
     * Returns the time-outs of heartbeats: late ones are worth nothing.
     *
     * @param takeover the silence after which a gateway is dead
     */
    static Patience ofHeartbeats(Duration takeover) {
        Duration half = takeover.dividedBy(2);
        Duration longest = half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
        return new Patience(longest, longest, longest, longest.dividedBy(4), longest.dividedBy(2));
    }

    /**
     * Returns the time-outs of a group of changes: all of it waits for a connection or for the lock of one row, and can do
     * without it. By standard, a quarter of a second for each.
     */
    Patience ofGroups() {
        Duration part = pool.dividedBy(20);
        Duration connection = part.compareTo(SHORTEST_OF_A_POOL) < 0 ? SHORTEST_OF_A_POOL : part;
        Duration row = lock.compareTo(LOCK_OF_A_GROUP) < 0 ? lock : LOCK_OF_A_GROUP;
        return new Patience(connection, connect, answer, row, statement);
    }
}
