package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Evidence.Writes;
import io.github.kdpbridge.core.migration.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;

/**
 * What a ledger knows of the writes of units that move, for their gates and stop rules.
 *
 * <p>Safe for use by many threads.
 */
public final class SqlEvidence {
    static final String COUNTS = "SELECT COUNT(CASE WHEN w.outcome = 'OPEN' THEN 1 END),"
            + " COUNT(CASE WHEN " + SqlDrain.MAY_ARRIVE + " THEN 1 END),"
            + " COUNT(CASE WHEN w.generation = 1 AND " + SqlDrain.IS_UNSETTLED + " THEN 1 END)"
            + " FROM kdp_write w WHERE w.unit = :unit AND w.completed_at IS NULL";
    /** The steps of a write count as one. */
    static final String COMPLETED = "SELECT COUNT(DISTINCT COALESCE(w.origin, w.id)) FROM kdp_write w"
            + " WHERE w.unit = :unit AND w.generation = :generation AND w.completed_at >= :from";

    static final String OF_ACCOUNT = "SELECT w.request, w.devices, w.generation, w.outcome, w.changed_at,"
            + " r.reseller, r.kind, r.name FROM kdp_route r JOIN kdp_write w ON w.unit = r.unit"
            + " AND w.unit IS NOT NULL AND w.completed_at IS NULL WHERE r.reseller = :reseller AND "
            + SqlDrain.IS_UNSETTLED
            + " ORDER BY w.changed_at LIMIT :most";
    static final String OLDEST = "SELECT w.request, w.devices, w.generation, w.outcome, w.changed_at,"
            + " r.reseller, r.kind, r.name FROM kdp_write w JOIN kdp_route r ON r.unit = w.unit"
            + " WHERE w.unit = :unit AND w.generation = :generation AND w.completed_at IS NULL AND "
            + SqlDrain.MAY_BE_IN_PROGRESS
            + " AND w.changed_at > :before ORDER BY w.changed_at LIMIT 1";

    private final Database database;
    private final Clock clock;
    private final Function<ResellerId, DrainLimits> limits;

    private SqlEvidence(Database database, Clock clock, Function<ResellerId, DrainLimits> limits) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Returns the evidence of a ledger.
     *
     * @param limits how long a write of an account counts as not settled, as for its routes
     */
    public static SqlEvidence of(SqlLedger ledger, Function<ResellerId, DrainLimits> limits) {
        return new SqlEvidence(ledger.database(), ledger.clock(), limits);
    }

    /**
     * Returns the counts of a unit's writes.
     *
     * @param since the time from which writes that generation 2 completed count
     */
    public Writes writes(Unit unit, Instant since) {
        return database.inTransaction(sql -> {
            long completed = sql.handle()
                    .createQuery(COMPLETED)
                    .bind("unit", unit.id())
                    .bind("generation", StoredSide.write(Generation.GEN2))
                    .bind("from", since.toEpochMilli())
                    .mapTo(Long.class)
                    .one();
            return bound(sql.handle().createQuery(COUNTS).bind("unit", unit.id()), unit.reseller())
                    .map((row, context) -> new Writes(row.getLong(1), row.getLong(2), completed, row.getLong(3)))
                    .one();
        });
    }

    /** Returns an account's writes that are not settled, the oldest first. */
    public List<Unsettled> unsettled(ResellerId reseller, int most) {
        return database.inTransaction(sql -> bound(
                        sql.handle()
                                .createQuery(OF_ACCOUNT)
                                .bind("reseller", reseller.value())
                                .bind("most", most),
                        reseller)
                .map((row, context) -> unsettled(row))
                .list());
    }

    /**
     * Returns the oldest accepted write of a unit that was not seen complete; of those within the settle window. Ask for its
     * status before you believe that it is in progress: perhaps no caller did.
     */
    public Optional<Unsettled> oldest(Unit unit, Generation side) {
        return database.inTransaction(sql -> sql.handle()
                .createQuery(OLDEST)
                .bind("unit", unit.id())
                .bind("generation", StoredSide.write(side))
                .bind("before", before(unit.reseller()))
                .map((row, context) -> unsettled(row))
                .findFirst());
    }

    private Query bound(Query query, ResellerId reseller) {
        return query.bind(
                        "from",
                        clock.millis() - limits.apply(reseller).quarantine().toMillis())
                .bind("before", before(reseller));
    }

    private long before(ResellerId reseller) {
        return clock.millis() - limits.apply(reseller).settleWindow().toMillis();
    }

    private static Unsettled unsettled(ResultSet row) throws SQLException {
        return new Unsettled(
                StoredWrite.read(row.getString("request"), row.getBytes("devices"))
                        .transaction()
                        .value(),
                StoredSide.read(row.getInt("generation")),
                row.getString("outcome"),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                StoredRoute.unit(row).label());
    }
}
