package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds writes in the ledger. Safe for use by many threads. */
final class EntryReader {
    private static final Logger LOG = LoggerFactory.getLogger(EntryReader.class);
    private static final String SELECT =
            "SELECT w.id, w.reseller, w.origin, w.part, w.parts, w.request, w.outcome, w.answer FROM ";
    /** The writes of a transaction, by how their ids begin: no digit is as high as g. */
    private static final String OF_TRANSACTION = "%1$s.id >= :key AND %1$s.id < :key || 'g'";

    private final Database database;

    EntryReader(Database database) {
        this.database = database;
    }

    /** Finds a write; one that cannot be read, because a later version wrote it perhaps, is left out. */
    Optional<Entry> find(String id) {
        return database.inTransaction(sql -> {
            try {
                return list(sql, "kdp_write w WHERE w.id = :key", id).stream().findFirst();
            } catch (IllegalArgumentException e) {
                LOG.error("write {} cannot be settled: {}", id, e.getMessage());
                return Optional.empty();
            }
        });
    }

    List<Entry> steps(String origin) {
        return list("kdp_write w WHERE w.origin = :key ORDER BY w.part", origin);
    }

    List<Entry> parts(ResellerId reseller, TransactionId transaction) {
        return list(
                "kdp_write whole JOIN kdp_write w ON w.origin = whole.id WHERE " + OF_TRANSACTION.formatted("whole")
                        + " AND w.part > 0 ORDER BY w.part",
                Entry.idsOf(reseller, transaction));
    }

    List<Entry> accepted(ResellerId reseller, TransactionId transaction) {
        return list(
                "kdp_write w WHERE " + OF_TRANSACTION.formatted("w") + " AND w.outcome = 'ACCEPTED'",
                Entry.idsOf(reseller, transaction));
    }

    Optional<TransactionId> whole(ResellerId reseller, TransactionId part) {
        return database.inTransaction(sql -> sql.handle()
                .createQuery("SELECT whole.request FROM kdp_write w JOIN kdp_write whole ON whole.id = w.origin WHERE "
                        + OF_TRANSACTION.formatted("w") + " AND w.part > 0")
                .bind("key", Entry.idsOf(reseller, part))
                .mapTo(String.class)
                .findFirst()
                .map(request -> StoredWrite.read(request).transaction()));
    }

    private List<Entry> list(String which, String key) {
        return database.inTransaction(sql -> list(sql, which, key));
    }

    private static List<Entry> list(Session sql, String which, String key) {
        return sql.handle()
                .createQuery(SELECT + which)
                .bind("key", key)
                .map(EntryReader::entry)
                .list();
    }

    private static Entry entry(ResultSet row, StatementContext unused) throws SQLException {
        String origin = row.getString("origin");
        return new Entry(
                row.getString("id"),
                ResellerId.of(row.getString("reseller")),
                StoredWrite.read(row.getString("request")),
                origin == null ? null : new Origin(origin, row.getInt("part"), row.getInt("parts")),
                StoredAnswer.read(row.getString("outcome"), row.getString("answer")));
    }
}
