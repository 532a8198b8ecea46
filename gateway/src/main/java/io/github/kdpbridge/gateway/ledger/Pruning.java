package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the ledger forget what is old. What is open is never forgotten. */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    /** So that a claim waits briefly. */
    private static final int AT_ONCE = 5000;

    private final Database database;
    private final Duration retention;
    private final Clock clock;

    Pruning(Database database, Duration retention, Clock clock) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    /** A write and its steps go together: what is left of them would be misunderstood. */
    void prune() {
        try {
            long before = clock.instant().minus(retention).toEpochMilli();
            while (prune("w.origin IS NULL", before) == AT_ONCE
                    || prune("NOT EXISTS (SELECT 1 FROM kdp_write o WHERE o.id = w.origin)", before) > 0) {
                LOG.debug("more than {} writes are older than {}", AT_ONCE, retention);
            }
            while (pruneNames(before) == AT_ONCE) {
                LOG.debug("more than {} identifiers are older than {}", AT_ONCE, retention);
            }
        } catch (LedgerException e) {
            LOG.warn("what is older than {} is not deleted yet: {}", retention, e.getMessage());
        }
    }

    private int prune(String which, long before) {
        return database.inTransaction(sql -> sql.update(
                "DELETE FROM kdp_write WHERE id IN (SELECT w.id FROM"
                        + " kdp_write w WHERE w.outcome <> 'OPEN' AND w.changed_at < ? AND " + which + " LIMIT ?)",
                before,
                AT_ONCE));
    }

    private int pruneNames(long before) {
        return database.inTransaction(sql -> sql.update(
                "DELETE FROM kdp_uploaded_as WHERE (reseller, device_key) IN (SELECT reseller, device_key FROM"
                        + " kdp_uploaded_as WHERE changed_at < ? LIMIT ?)",
                before,
                AT_ONCE));
    }
}
