package io.github.kdpbridge.gateway.ledger;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.kdpbridge.core.TransactionStatus;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last statuses of writes, each stored once. Safe for use by many threads. */
final class KeptStatuses {
    private static final Logger LOG = LoggerFactory.getLogger(KeptStatuses.class);
    /** How many writes are remembered to have one, so that each question does not store it again. */
    private static final int REMEMBERED = 10_000;

    private static final String KEEP = "UPDATE kdp_write SET status = ?,"
            + " completed_at = CASE WHEN unit IS NULL THEN NULL ELSE ? END WHERE id = ? AND status IS NULL";

    private final Database database;
    private final Clock clock;
    private final Cache<String, Boolean> kept =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    KeptStatuses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Stores the first status of a write. It need not be durable: the service can still be asked. */
    void keep(String id, TransactionStatus status) {
        if (kept.asMap().putIfAbsent(id, true) != null) {
            return;
        }
        String json = StoredStatus.write(status);
        long now = clock.millis();
        database.later(sql -> sql.update(KEEP, json, now, id) == 1 || isThere(sql, id), (there, trouble) -> {
            if (trouble != null) {
                LOG.warn("the status of a write is not kept: {}", trouble.getMessage());
            }
            if (!Boolean.TRUE.equals(there)) {
                kept.invalidate(id);
            }
        });
    }

    private static boolean isThere(Session sql, String id) {
        return sql.handle()
                .createQuery("SELECT 1 FROM kdp_write WHERE id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Records that a write is no longer in the ledger. */
    void forget(String id) {
        kept.invalidate(id);
    }

    Optional<TransactionStatus> of(String id) {
        return database.inTransaction(sql -> sql.handle()
                .createQuery("SELECT status FROM kdp_write WHERE id = :id AND status IS NOT NULL")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(StoredStatus::read));
    }
}
