package io.github.kdpbridge.gateway.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
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

    private static final String OF_UNIT = " FROM kdp_write w WHERE w.unit = a.unit AND w.generation ";
    private static final String INCOMPLETE = " AND w.unit IS NOT NULL AND w.completed_at IS NULL";
    private static final String COMPLETED = " AND w.completed_at IS NOT NULL AND w.completed_at >= a.since";

    /**
     * Answered by indexes, however many writes there are: rows are read of accepted writes on generation 1 within the settle
     * window. The steps of a write count as one.
     */
    static final String COUNTS = ASKED + " SELECT a.unit,"
            + count("IN (1, 2)", INCOMPLETE + " AND w.outcome = 'OPEN'") + " AS open,"
            + count("IN (1, 2)", INCOMPLETE + " AND " + SqlDrain.MAY_ARRIVE) + " AS quarantined,"
            + " (SELECT COUNT(*) - COUNT(w.origin) + COUNT(DISTINCT w.origin)" + OF_UNIT + "= 2" + COMPLETED + ")"
            + " - (SELECT COUNT(DISTINCT h.id) FROM kdp_write w JOIN kdp_write h ON h.id = w.origin"
            + " AND h.origin IS NULL AND h.unit = w.unit AND h.generation = w.generation AND h.completed_at >= a.since WHERE w.unit = a.unit AND w.generation = 2"
            + COMPLETED + " AND w.origin IS NOT NULL) AS completed,"
            + count("= 1", INCOMPLETE + " AND " + SqlDrain.IS_UNSETTLED) + " AS young FROM asked a";

    static final String OF_ACCOUNT = "SELECT w.request, w.devices, w.generation, w.outcome, w.changed_at,"
            + " r.reseller, r.kind, r.name FROM kdp_route r JOIN kdp_write w ON w.unit = r.unit"
            + " AND w.unit IS NOT NULL AND w.generation IN (1, 2) AND w.changed_at <= :until"
            + " WHERE r.reseller = :reseller AND " + SqlDrain.IS_UNSETTLED + " ORDER BY w.changed_at LIMIT :most";
    /** When the oldest of them were sent, without a look at their rows: there may be very many. */
    static final String SENT = "SELECT w.changed_at FROM kdp_route r JOIN kdp_write w ON w.unit = r.unit"
            + " AND w.unit IS NOT NULL WHERE r.reseller = :reseller AND " + SqlDrain.MAY_BE_UNSETTLED
            + " ORDER BY w.changed_at LIMIT 1 OFFSET :most";
    /** Of one unit after the other, because each is found at the end of an index, before any row is read. */
    static final String OLDEST = "WITH kind (outcome) AS (VALUES "
            + SqlDrain.IN_PROGRESS.stream()
                    .map(outcome -> "('" + outcome + "')")
                    .collect(Collectors.joining(", "))
            + "), found (unit, id) AS MATERIALIZED (SELECT r.unit, (SELECT w.id"
            + " FROM kdp_write w WHERE w.unit = r.unit" + INCOMPLETE + " AND w.generation = :generation"
            + " AND w.outcome = k.outcome AND " + SqlDrain.HAS_NO_STEPS
            + " AND w.changed_at > :before AND w.changed_at <= :until ORDER BY w.changed_at, w.id LIMIT 1)"
            + " FROM kdp_route r CROSS JOIN kind k WHERE r.reseller = :reseller)"
            + " SELECT e.request, e.devices, e.generation, e.outcome, e.changed_at, r.reseller, r.kind, r.name, r.phase"
            + " FROM found JOIN kdp_write e ON e.id = found.id JOIN kdp_route r ON r.unit = found.unit";

    /**
     * Answered by indexes alone, however many writes there are. The sum keeps PostgreSQL from looking for the last write of
     * a unit among the last ones of all.
     */
    static final String ACTIVITY = ASKED + " SELECT a.unit," + since(1) + " AS gen1," + since(2) + " AS gen2,"
            + last(1) + " AS done1," + last(2) + " AS done2,"
            + " (SELECT MAX(w.changed_at + 0) FROM kdp_write w WHERE w.unit = a.unit" + INCOMPLETE
            + ") AS sent FROM asked a";

    /** The time that 99% took at most, if there are enough. */
    static final String USUAL = "SELECT t.took FROM (SELECT w.completed_at - w.changed_at AS took,"
            + " ROW_NUMBER() OVER (ORDER BY w.completed_at - w.changed_at) AS place, COUNT(*) OVER () AS total"
            + " FROM kdp_route r JOIN kdp_write w ON w.unit = r.unit AND w.generation = :generation"
            + " AND w.completed_at IS NOT NULL AND w.completed_at >= :since WHERE r.reseller = :reseller) t"
            + " WHERE t.total >= :least AND t.place = (99 * t.total + 99) / 100";

    private static String count(String generation, String which) {
        return " (SELECT COUNT(*)" + OF_UNIT + generation + which + ")";
    }

    private static String since(int generation) {
        return count("= " + generation, COMPLETED) + " +"
                + count("= " + generation, INCOMPLETE + " AND w.changed_at >= a.since");
    }

    private static String last(int generation) {
        return " (SELECT MAX(w.completed_at)" + OF_UNIT + "= " + generation + " AND w.completed_at IS NOT NULL)";
    }

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
        return database.inTransaction(sql -> bound(asked(sql, COUNTS, asked), reseller)
                .map((row, context) -> Map.entry(row.getString("unit"), writes(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Writes writes(ResultSet row) throws SQLException {
        return new Writes(
                row.getLong("open"), row.getLong("quarantined"), row.getLong("completed"), row.getLong("young"));
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
            Map<String, Activity> found =
                    database.inTransaction(sql -> StoredActivity.read(asked(sql, ACTIVITY, asked)));
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

    /**
     * Returns an account's writes that are not settled, the oldest first.
     *
     * @param most how many at most, from 0 on
     */
    public List<Unsettled> unsettled(ResellerId reseller, int most) {
        checkArgument(most >= 0, "most must be 0 or more, not %s", most);
        return database.inTransaction(sql -> {
            // Some may have steps that are complete, and are none.
            for (long among = 4L * most; ; among *= 16) {
                Optional<Long> until =
                        account(sql, SENT, reseller, among).mapTo(Long.class).findOne();
                List<Unsettled> found = LaterVersion.without(
                        account(sql, OF_ACCOUNT, reseller, most).bind("until", until.orElse(Long.MAX_VALUE)),
                        SqlEvidence::unsettled);
                if (until.isEmpty() || found.size() == most) {
                    return found;
                }
            }
        });
    }

    private Query account(Session sql, String text, ResellerId reseller, long most) {
        return bound(sql.handle().createQuery(text), reseller)
                .bind("reseller", reseller.value())
                .bind("most", most);
    }

    /**
     * Returns the oldest accepted write of each unit of an account that was not seen complete; of those within the settle
     * window. Ask for its status before you believe that it is in progress: perhaps no caller did.
     *
     * @param until the time at which it was sent at the latest
     */
    public List<Oldest> oldest(ResellerId reseller, Generation side, Instant until) {
        List<Oldest> found = database.inTransaction(sql -> LaterVersion.without(
                sql.handle()
                        .createQuery(OLDEST)
                        .bind("reseller", reseller.value())
                        .bind("generation", StoredSide.write(side))
                        .bind("before", before(reseller))
                        .bind("until", until.toEpochMilli()),
                row -> new Oldest(StoredRoute.unit(row), StoredRoute.phase(row), unsettled(row))));
        Map<Unit, Oldest> oldest = new LinkedHashMap<>();
        found.forEach(each -> oldest.merge(each.unit(), each, BinaryOperator.minBy(Oldest.BY_AGE)));
        return ImmutableList.copyOf(oldest.values());
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
    public record Oldest(Unit unit, Phase phase, Unsettled write) {
        private static final Comparator<Oldest> BY_AGE =
                Comparator.comparing(oldest -> oldest.write().since());
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
