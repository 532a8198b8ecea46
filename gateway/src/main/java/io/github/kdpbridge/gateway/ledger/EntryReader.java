package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Backlog;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Ledger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class EntryReader {
    private static final Logger LOG = LoggerFactory.getLogger(EntryReader.class);
    private static final String SELECT = "SELECT w.id, w.reseller, w.origin, w.part, w.parts, w.request, w.devices,"
            + " w.outcome, w.answer, w.changed_at, w.generation FROM kdp_write w WHERE ";
    /** A transaction's writes, by the prefix of their ids: hexadecimal digits sort before g. */
    static final String WRITES = SELECT + "w.id >= :key AND w.id < :key || 'g'";

    static final String STEPS = SELECT + "w.origin = :origin ORDER BY w.part";
    static final String DELETIONS = SELECT + "w.reseller = :reseller AND w.kind <> 'upload' AND w.origin IS NULL"
            + " AND w.changed_at >= :from AND w.changed_at < :until AND w.outcome = 'ACCEPTED' ORDER BY w.claimed_at";
    /** With a condition on the kind, both databases would read all deletions instead of the few open writes. */
    static final String OPEN_WRITES = SELECT + "w.reseller = :reseller AND w.outcome = 'OPEN' AND w.origin IS NULL";

    /** There is no index by content: it would cost each write more than this rare query costs. */
    static final String SAME_CONTENT = "SELECT id FROM (SELECT id, reseller, outcome, changed_at FROM kdp_write"
            + " WHERE changed_at >= :from AND changed_at <= :until ORDER BY changed_at DESC LIMIT 10000) recent"
            + " WHERE substr(id, 33) = :content AND id <> :id AND reseller = :reseller AND outcome = 'ACCEPTED'"
            + " ORDER BY changed_at DESC LIMIT 1";

    static final String FORGOTTEN_PARTS = "SELECT 1 FROM kdp_forgotten_parts WHERE name = :key";

    private static final String ONE = SELECT + "w.id = :id";

    /** These queries read a few rows, or a partial index of open writes. */
    static final String OPEN = "SELECT COUNT(*), MIN(changed_at) FROM kdp_write WHERE outcome = 'OPEN'";

    static final String OLDEST = "SELECT MIN(changed_at) FROM kdp_write";

    private final Database database;

    EntryReader(Database database) {
        this.database = database;
    }

    /** Finds a write; an unreadable one, for example of a later version, is left out. */
    Optional<Entry> find(String id) {
        return database.inTransaction(sql -> find(sql, id));
    }

    static Optional<Entry> find(Session sql, String id) {
        try {
            return list(sql.handle().createQuery(ONE).bind("id", id)).stream().findFirst();
        } catch (IllegalArgumentException e) {
            LOG.error("write {} cannot be settled: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    List<Entry> steps(String origin) {
        return database.inTransaction(
                sql -> list(sql.handle().createQuery(STEPS).bind("origin", origin)));
    }

    List<Entry> writes(ResellerId reseller, TransactionId transaction) {
        return database.inTransaction(
                sql -> list(sql.handle().createQuery(WRITES).bind("key", Entry.idsOf(reseller, transaction))));
    }

    List<Entry> deletions(ResellerId reseller, Instant from, Instant until) {
        return database.inTransaction(sql -> list(sql.handle()
                .createQuery(DELETIONS)
                .bind("reseller", reseller.value())
                .bind("from", from.toEpochMilli())
                .bind("until", until.toEpochMilli())));
    }

    List<Entry> openDeletions(ResellerId reseller) {
        List<Entry> open = database.inTransaction(
                sql -> list(sql.handle().createQuery(OPEN_WRITES).bind("reseller", reseller.value())));
        return open.stream()
                .filter(entry -> !(entry.request() instanceof UploadRequest))
                .toList();
    }

    Optional<Entry> earlierOfSameContent(Entry entry) {
        Optional<String> id = database.inTransaction(sql -> sql.handle()
                .createQuery(SAME_CONTENT)
                .bind("content", entry.content())
                .bind("id", entry.id())
                .bind("reseller", entry.reseller().value())
                .bind("from", entry.since().minus(Ledger.REPEATS).toEpochMilli())
                .bind("until", entry.since().toEpochMilli())
                .mapTo(String.class)
                .findFirst());
        return id.flatMap(this::find);
    }

    static Backlog backlog(Session sql) {
        Instant oldest = sql.handle()
                .createQuery(OLDEST)
                .map((row, context) -> Optional.ofNullable(moment(row, 1)))
                .one()
                .orElse(null);
        return sql.handle()
                .createQuery(OPEN)
                .map((row, context) -> new Backlog(row.getLong(1), moment(row, 2), oldest))
                .one();
    }

    private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    boolean hasForgottenParts(ResellerId reseller, TransactionId transaction) {
        return database.inTransaction(sql -> sql.handle()
                .createQuery(FORGOTTEN_PARTS)
                .bind("key", Entry.idsOf(reseller, transaction))
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    private static List<Entry> list(Query query) {
        return query.map(EntryReader::entry).list();
    }

    private static Entry entry(ResultSet row, StatementContext unused) throws SQLException {
        String origin = row.getString("origin");
        return new Entry(
                row.getString("id"),
                ResellerId.of(row.getString("reseller")),
                StoredWrite.read(row.getString("request"), row.getBytes("devices")),
                origin == null ? null : new Origin(origin, row.getInt("part"), row.getInt("parts")),
                StoredAnswer.read(row),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                StoredSide.read(row.getInt("generation")));
    }
}
