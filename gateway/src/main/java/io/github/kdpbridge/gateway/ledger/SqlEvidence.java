package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Backlog;
import io.github.kdpbridge.core.migration.Evidence.Activity;
import io.github.kdpbridge.core.migration.Evidence.Kept;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Evidence.Writes;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;

/**
 * What a ledger knows of the writes of units that move, for their gates and stop rules.
 *
 * <p>Safe for use by many threads.
 */
public final class SqlEvidence {
    /** The units that are asked for, each with the time from which its completed writes count. */
    private static final String ASKED = "WITH asked (unit, since) AS (VALUES <asked>)";

    static final String COUNTS = ASKED + " SELECT a.unit, COUNT(CASE WHEN w.outcome = 'OPEN' THEN 1 END),"
            + " COUNT(CASE WHEN " + SqlDrain.MAY_ARRIVE + " THEN 1 END),"
            + " COUNT(CASE WHEN w.generation = 1 AND " + SqlDrain.IS_UNSETTLED + " THEN 1 END)"
            + " FROM asked a JOIN kdp_write w ON w.unit = a.unit AND w.unit IS NOT NULL AND w.completed_at IS NULL"
            + " GROUP BY a.unit";
    /** The steps of a write count as one. */
    static final String COMPLETED = ASKED + " SELECT a.unit, COUNT(DISTINCT COALESCE(w.origin, w.id)) FROM asked a"
            + " JOIN kdp_write w ON w.unit = a.unit AND w.generation = :generation AND w.completed_at IS NOT NULL"
            + " AND w.completed_at >= a.since GROUP BY a.unit";

    static final String OF_ACCOUNT = "SELECT w.request, w.devices, w.generation, w.outcome, w.changed_at,"
            + " r.reseller, r.kind, r.name FROM kdp_route r JOIN kdp_write w ON w.unit = r.unit"
            + " AND w.unit IS NOT NULL AND w.completed_at IS NULL WHERE r.reseller = :reseller AND "
            + SqlDrain.IS_UNSETTLED
            + " ORDER BY w.changed_at LIMIT :most";
    static final String OLDEST = "SELECT e.request, e.devices, e.generation, e.outcome, e.changed_at,"
            + " r.reseller, r.kind, r.name, r.phase FROM (SELECT w.id, w.unit,"
            + " ROW_NUMBER() OVER (PARTITION BY w.unit ORDER BY w.changed_at, w.id) AS place"
            + " FROM kdp_route o JOIN kdp_write w ON w.unit = o.unit AND w.unit IS NOT NULL AND w.completed_at IS NULL"
            + " WHERE o.reseller = :reseller AND w.generation = :generation AND "
            + SqlDrain.MAY_BE_IN_PROGRESS
            + " AND w.changed_at > :before AND w.changed_at <= :until) found"
            + " JOIN kdp_write e ON e.id = found.id JOIN kdp_route r ON r.unit = found.unit WHERE found.place = 1";

    /** Answered by indexes alone, however many writes there are: rows are read of those that are not complete. */
    static final String SINCE = ASKED + " SELECT a.unit, w.generation, COUNT(*) AS writes FROM asked a JOIN kdp_write w"
            + " ON w.unit = a.unit AND w.generation IN (1, 2) AND w.completed_at IS NOT NULL AND w.completed_at >= a.since"
            + " GROUP BY a.unit, w.generation UNION ALL SELECT a.unit, w.generation, COUNT(*) AS writes FROM asked a"
            + " JOIN kdp_write w ON w.unit = a.unit AND w.unit IS NOT NULL AND w.completed_at IS NULL"
            + " AND w.changed_at >= a.since GROUP BY a.unit, w.generation";

    static final String LAST = ASKED + " SELECT a.unit, (SELECT MAX(w.completed_at) FROM kdp_write w"
            + " WHERE w.unit = a.unit AND w.generation = 1 AND w.completed_at IS NOT NULL) AS done1,"
            + " (SELECT MAX(w.completed_at) FROM kdp_write w"
            + " WHERE w.unit = a.unit AND w.generation = 2 AND w.completed_at IS NOT NULL) AS done2,"
            + " (SELECT MAX(w.changed_at) FROM kdp_write w"
            + " WHERE w.unit = a.unit AND w.unit IS NOT NULL AND w.completed_at IS NULL) AS sent FROM asked a";

    /** The time that 99% took at most, if there are enough. */
    static final String USUAL = "SELECT t.took FROM (SELECT w.completed_at - w.changed_at AS took,"
            + " ROW_NUMBER() OVER (ORDER BY w.completed_at - w.changed_at) AS place, COUNT(*) OVER () AS total"
            + " FROM kdp_route r JOIN kdp_write w ON w.unit = r.unit AND w.generation = :generation"
            + " AND w.completed_at IS NOT NULL AND w.completed_at >= :since WHERE r.reseller = :reseller) t"
            + " WHERE t.total >= :least AND t.place = (99 * t.total + 99) / 100";

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

    /** Returns the clock of the ledger. */
    public Clock clock() {
        return clock;
    }

    /**
     * Returns the counts of the writes of units of one account.
     *
     * @param since for each unit, the time from which writes that generation 2 completed count
     * @return the counts of each unit
     */
    public Map<Unit, Writes> writes(Map<Unit, Instant> since) {
        ImmutableMap.Builder<Unit, Writes> writes = ImmutableMap.builder();
        for (List<Map.Entry<Unit, Instant>> some : Iterables.partition(since.entrySet(), Database.VALUES_AT_ONCE)) {
            Map<String, Writes> found = counts(some);
            some.forEach(unit ->
                    writes.put(unit.getKey(), found.getOrDefault(unit.getKey().id(), Writes.NONE)));
        }
        return writes.buildOrThrow();
    }

    private Map<String, Writes> counts(List<Map.Entry<Unit, Instant>> asked) {
        ResellerId reseller = asked.get(0).getKey().reseller();
        return database.inTransaction(sql -> {
            Map<String, Writes> counts = new HashMap<>();
            bound(asked(sql, COUNTS, asked), reseller)
                    .map((row, context) ->
                            counts.put(row.getString(1), new Writes(row.getLong(2), row.getLong(3), 0, row.getLong(4))))
                    .list();
            asked(sql, COMPLETED, asked)
                    .bind("generation", StoredSide.write(Generation.GEN2))
                    .map((row, context) ->
                            counts.merge(row.getString(1), new Writes(0, 0, row.getLong(2), 0), SqlEvidence::sum))
                    .list();
            return counts;
        });
    }

    private static Query asked(Session sql, String text, List<Map.Entry<Unit, Instant>> asked) {
        Query query = sql.handle().createQuery(text);
        for (int i = 0; i < asked.size(); i++) {
            query.bind("unit" + i, asked.get(i).getKey().id());
            query.bind("since" + i, asked.get(i).getValue().toEpochMilli());
        }
        return query.define(
                "asked",
                IntStream.range(0, asked.size())
                        .mapToObj(i -> "(:unit%1$d, :since%1$d)".formatted(i))
                        .collect(Collectors.joining(", ")));
    }

    private static Writes sum(Writes one, Writes other) {
        return new Writes(
                one.open() + other.open(),
                one.quarantined() + other.quarantined(),
                one.completed() + other.completed(),
                one.young() + other.young());
    }

    /**
     * Returns the writes of units of one account, each part of a large one by itself.
     *
     * @param since the time from which writes count: when they were seen complete, or else sent
     * @return the writes of each unit
     */
    public Map<Unit, Activity> activity(Collection<Unit> units, Instant since) {
        ImmutableMap.Builder<Unit, Activity> activity = ImmutableMap.builder();
        for (List<Unit> some : Iterables.partition(units, Database.VALUES_AT_ONCE)) {
            List<Map.Entry<Unit, Instant>> asked =
                    some.stream().map(unit -> Map.entry(unit, since)).toList();
            Map<String, Activity> found = database.inTransaction(
                    sql -> StoredActivity.read(asked(sql, SINCE, asked), asked(sql, LAST, asked)));
            some.forEach(unit -> activity.put(unit, found.getOrDefault(unit.id(), Activity.NONE)));
        }
        return activity.buildOrThrow();
    }

    /** Asks the ledger how many writes are open, and how long it takes to say so. */
    public Kept ledger() {
        Stopwatch watch = Stopwatch.createStarted();
        Backlog backlog = database.inTransaction(EntryReader::backlog);
        return new Kept(watch.elapsed(), backlog.open(), backlog.oldestOpen());
    }

    /** Returns an account's writes that are not settled, the oldest first. */
    public List<Unsettled> unsettled(ResellerId reseller, int most) {
        return database.inTransaction(sql -> LaterVersion.without(
                bound(
                        sql.handle()
                                .createQuery(OF_ACCOUNT)
                                .bind("reseller", reseller.value())
                                .bind("most", most),
                        reseller),
                SqlEvidence::unsettled));
    }

    /**
     * Returns the oldest accepted write of each unit of an account that was not seen complete; of those within the settle
     * window. Ask for its status before you believe that it is in progress: perhaps no caller did.
     *
     * @param until the time at which it was sent at the latest
     */
    public List<Oldest> oldest(ResellerId reseller, Generation side, Instant until) {
        return database.inTransaction(sql -> LaterVersion.without(
                sql.handle()
                        .createQuery(OLDEST)
                        .bind("reseller", reseller.value())
                        .bind("generation", StoredSide.write(side))
                        .bind("before", before(reseller))
                        .bind("until", until.toEpochMilli()),
                row -> new Oldest(StoredRoute.unit(row), StoredRoute.phase(row), unsettled(row))));
    }

    /**
     * Returns how long 99% of an account's transactions took at most, from the moment that they were sent until they were
     * seen complete: an upper bound, because a caller may have asked late.
     *
     * @param since the time from which completed transactions count
     * @param least how many make a figure
     * @return empty if there are fewer
     */
    public Optional<Duration> usual(ResellerId reseller, Generation side, Instant since, int least) {
        return database.inTransaction(sql -> sql.handle()
                .createQuery(USUAL)
                .bind("reseller", reseller.value())
                .bind("generation", StoredSide.write(side))
                .bind("since", since.toEpochMilli())
                .bind("least", least)
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis));
    }

    /** The oldest write of a unit, which is in a phase. */
    public record Oldest(Unit unit, Phase phase, Unsettled write) {}

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
