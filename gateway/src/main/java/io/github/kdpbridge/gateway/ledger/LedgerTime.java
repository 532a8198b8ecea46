package io.github.kdpbridge.gateway.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current time for a ledger; that of the database if gateways share it.
 *
 * @param database the database
 * @param isShared whether to use the database's clock
 * @param system the clock otherwise
 */
record LedgerTime(Database database, boolean isShared, Clock system) {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerTime.class);
    private static final String NOW = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    private static final String NEWEST = "SELECT MAX(changed_at) FROM kdp_write";
    /** A smaller difference between the clocks of two starts is not logged. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    /** Returns the time now, in milliseconds since 1970. */
    long now() {
        return isShared ? ask(NOW) : system.millis();
    }

    /** Returns the start time of a ledger's clock: writes after a restart are not older than those before. */
    Instant start() {
        long now = now();
        long newest = ask(NEWEST);
        if (newest - now > USUAL.toMillis()) {
            LOG.warn(
                    "the clock says {}, but the newest write in the ledger is from {}: the gateway goes by the latter",
                    Instant.ofEpochMilli(now),
                    Instant.ofEpochMilli(newest));
        }
        return Instant.ofEpochMilli(Math.max(now, newest));
    }

    private long ask(String question) {
        return database.inTransaction(sql ->
                sql.handle().createQuery(question).mapTo(Long.class).findFirst().orElse(0L));
    }
}
