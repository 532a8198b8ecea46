package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Entry;
import java.time.Clock;
import java.util.Optional;

/** The sides of transaction ids, each stored as the number of its generation. Safe for use by many threads. */
record StoredSide(Database database, Clock clock) {
    static final String OF_WRITE = "SELECT generation FROM kdp_write WHERE id >= :name AND id < :name || 'g'";
    static final String OF_NAME = "SELECT generation FROM kdp_name WHERE name = :name";
    private static final String OF_ID = "SELECT generation FROM kdp_write WHERE id = :name";
    /** With the number of a generation. */
    static final String PIN = "INSERT INTO kdp_name (name, generation, noted_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET generation = excluded.generation, noted_at = excluded.noted_at";

    private static final String CLAIMED =
            "SELECT COUNT(*) FROM kdp_write w WHERE w.owner IS NOT NULL AND (w.id >= :name"
                    + " AND w.id < :name || 'g' OR w.origin IN (SELECT id FROM kdp_write WHERE id >= :name AND id < :name || 'g'))";
    private static final String MOVE_STEPS = "UPDATE kdp_write SET generation = ? WHERE origin IN"
            + " (SELECT id FROM kdp_write WHERE id >= ? AND id < ?)";
    private static final String MOVE = "UPDATE kdp_write SET generation = ? WHERE id >= ? AND id < ?";

    static Generation read(int number) {
        return switch (number) {
            case 1 -> Generation.GEN1;
            case 2 -> Generation.GEN2;
            default -> throw LaterVersion.unknown("the generation of a write, a transaction or a hold", number);
        };
    }

    static int write(Generation side) {
        return side == Generation.GEN1 ? 1 : 2;
    }

    Optional<Generation> of(ResellerId reseller, TransactionId transaction) {
        String name = Entry.idsOf(reseller, transaction);
        return database.inTransaction(sql -> ofName(sql, name));
    }

    /** Returns the side of the ids that begin with a name. */
    static Optional<Generation> ofName(Session sql, String name) {
        return find(sql, OF_WRITE, name).or(() -> find(sql, OF_NAME, name));
    }

    /** Returns the side of a write. */
    static Optional<Generation> ofWrite(Session sql, String id) {
        return find(sql, OF_ID, id);
    }

    private static Optional<Generation> find(Session sql, String query, String name) {
        return sql.handle()
                .createQuery(query)
                .bind("name", name)
                .map((row, context) -> read(row.getInt(1)))
                .findFirst();
    }

    void pin(ResellerId reseller, TransactionId transaction, Generation side) {
        database.inTransaction(sql -> sql.update(PIN, Entry.idsOf(reseller, transaction), write(side), clock.millis()));
    }

    /** Moves a name with its writes and their steps, unless one is claimed. */
    boolean repin(ResellerId reseller, TransactionId transaction, Generation side) {
        String name = Entry.idsOf(reseller, transaction);
        return database.inTransaction(sql -> {
            boolean isFree = sql.handle()
                            .createQuery(CLAIMED)
                            .bind("name", name)
                            .mapTo(Integer.class)
                            .one()
                    == 0;
            if (isFree) {
                sql.update(MOVE_STEPS, write(side), name, name + 'g');
                sql.update(MOVE, write(side), name, name + 'g');
                sql.update(PIN, name, write(side), clock.millis());
            }
            return isFree;
        });
    }
}
