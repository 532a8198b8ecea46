package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Tells a comparison of both sides what a unit wrote meanwhile. Safe for use by many threads. */
public final class UnitWrites {
    static final String UNSETTLED_OF_UNIT =
            "SELECT 1 FROM kdp_write w WHERE w.unit = :id AND " + SqlDrain.IS_UNSETTLED + " LIMIT 1";
    static final String UNSETTLED_OF_ACCOUNT = "SELECT 1 FROM kdp_route r JOIN kdp_write w ON w.unit = r.unit"
            + " WHERE r.reseller = :id AND " + SqlDrain.IS_UNSETTLED + " LIMIT 1";
    static final String SINCE_OF_UNIT =
            "SELECT 1 FROM kdp_write w WHERE w.unit = :id AND w.changed_at >= :since LIMIT 1";
    static final String SINCE_OF_ACCOUNT =
            "SELECT 1 FROM kdp_write w WHERE w.reseller = :id AND w.changed_at >= :since LIMIT 1";

    /** Of an upload that was sent in parts, the parts: the service knows them by ids of their own. */
    static final String UPLOADS = "SELECT w.id FROM kdp_write w WHERE w.unit = :unit AND w.generation IN (1, 2)"
            + " AND w.completed_at IS NOT NULL AND w.kind = 'upload'"
            + " AND " + SqlDrain.HAS_NO_STEPS
            + " ORDER BY w.completed_at DESC LIMIT :most";

    private final Database database;
    private final SqlDrain drain;

    private UnitWrites(Database database, SqlDrain drain) {
        this.database = database;
        this.drain = drain;
    }

    /**
     * Returns the writes of a ledger.
     *
     * @param limits how long an account's write of unknown outcome may arrive, and an accepted one be in progress
     */
    public static UnitWrites of(SqlLedger ledger, Function<ResellerId, DrainLimits> limits) {
        Objects.requireNonNull(limits, "limits");
        return new UnitWrites(ledger.database(), new SqlDrain(ledger.clock(), limits));
    }

    /**
     * Returns the last uploads of a unit that the service completed, the newest first. Holds the calling thread.
     *
     * @param most how many at most
     * @throws io.github.kdpbridge.core.ledger.LedgerException if the ledger cannot be asked
     */
    public List<UploadRequest> uploads(Unit unit, int most) {
        return database.inTransaction(
                sql -> sql
                        .handle()
                        .createQuery(UPLOADS)
                        .bind("unit", unit.id())
                        .bind("most", most)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .flatMap(id -> EntryReader.find(sql, id).stream())
                        .map(Entry::request)
                        .filter(UploadRequest.class::isInstance)
                        .map(UploadRequest.class::cast)
                        .toList());
    }

    /**
     * Returns whether a unit had no write since some time, and has none in progress; for the account's own unit, whether no
     * unit has. Holds the calling thread.
     *
     * @param since a time of the ledger's clock
     * @throws io.github.kdpbridge.core.ledger.LedgerException if the ledger cannot be asked
     */
    public boolean isQuiet(Unit unit, Instant since) {
        boolean isAccount = unit.isAccount();
        String id = isAccount ? unit.reseller().value() : unit.id();
        return database.inTransaction(sql -> sql.handle()
                        .createQuery(isAccount ? SINCE_OF_ACCOUNT : SINCE_OF_UNIT)
                        .bind("id", id)
                        .bind("since", since.toEpochMilli())
                        .mapTo(Integer.class)
                        .findFirst()
                        .isEmpty()
                && drain.isEmpty(
                        sql.handle()
                                .createQuery(isAccount ? UNSETTLED_OF_ACCOUNT : UNSETTLED_OF_UNIT)
                                .bind("id", id),
                        unit.reseller()));
    }
}
