package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Parity;
import io.github.kdpbridge.core.migration.shadow.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The counts of comparisons, a row for each hour of a unit and an operation. */
final class StoredParity {
    static final String COUNTS =
            "SELECT r.reseller, r.kind, r.name, p.unit, p.operation, p.hour, p.matched, p.tolerated,"
                    + " p.mismatched, p.incomparable, p.dropped, p.equal_lists FROM kdp_route r JOIN kdp_parity p"
                    + " ON p.unit = r.unit WHERE r.reseller = :reseller AND p.hour >= :from ORDER BY p.hour, p.unit, p.operation";
    static final String SUMS = "SELECT p.unit, SUM(p.matched) AS matched, SUM(p.tolerated) AS tolerated,"
            + " SUM(p.mismatched) AS mismatched, SUM(p.incomparable) AS incomparable, SUM(p.dropped) AS dropped,"
            + " SUM(p.equal_lists) AS equal_lists FROM kdp_parity p WHERE p.unit IN (<units>) AND p.hour >= :from"
            + " GROUP BY p.unit";
    /** Each row counts one comparison or more, so no more rows are read than make enough. */
    static final String COMPARED =
            "SELECT COALESCE(SUM(c.compared), 0) FROM (SELECT p.matched + p.tolerated + p.mismatched"
                    + " AS compared FROM kdp_route r JOIN kdp_parity p ON p.unit = r.unit WHERE r.reseller = :reseller"
                    + " AND p.hour >= :from AND p.matched + p.tolerated + p.mismatched > 0 LIMIT :enough) c";

    static final String OF_UNIT =
            "SELECT operation, hour, matched, tolerated, mismatched, incomparable, dropped, equal_lists"
                    + " FROM kdp_parity WHERE unit = :unit AND hour >= :from ORDER BY hour, operation";
    static final String RULES = "SELECT t.unit, t.operation, t.hour, t.rule, t.questions FROM kdp_route r"
            + " JOIN kdp_tolerance t ON t.unit = r.unit WHERE r.reseller = :reseller AND t.hour >= :from";
    private static final String ADD = "INSERT INTO kdp_parity (unit, operation, hour, matched, tolerated, mismatched,"
            + " incomparable, dropped, equal_lists) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit, operation, hour)"
            + " DO UPDATE SET matched = kdp_parity.matched + excluded.matched,"
            + " tolerated = kdp_parity.tolerated + excluded.tolerated,"
            + " mismatched = kdp_parity.mismatched + excluded.mismatched,"
            + " incomparable = kdp_parity.incomparable + excluded.incomparable,"
            + " dropped = kdp_parity.dropped + excluded.dropped,"
            + " equal_lists = kdp_parity.equal_lists + excluded.equal_lists";
    private static final String ADD_RULE = "INSERT INTO kdp_tolerance (unit, operation, hour, rule, questions)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (unit, operation, hour, rule)"
            + " DO UPDATE SET questions = kdp_tolerance.questions + excluded.questions";
    private static final String FORGET = "DELETE FROM kdp_parity WHERE hour < ?";
    private static final String FORGET_RULES = "DELETE FROM kdp_tolerance WHERE hour < ?";

    /** Two gateways that add to the same rows lock them in one order. */
    private static final Comparator<Parity> ORDER = Comparator.<Parity, String>comparing(
                    parity -> parity.unit().id())
            .thenComparing(Parity::operation)
            .thenComparing(Parity::hour);

    private StoredParity() {}

    static void add(Session sql, Collection<Parity> counts) {
        ImmutableList.sortedCopyOf(ORDER, counts).forEach(parity -> add(sql, parity));
    }

    private static void add(Session sql, Parity parity) {
        String unit = parity.unit().id();
        long hour = parity.hour().toEpochMilli();
        Tally tally = parity.tally();
        sql.update(
                ADD,
                unit,
                parity.operation(),
                hour,
                tally.matched(),
                tally.tolerated(),
                tally.mismatched(),
                tally.incomparable(),
                tally.dropped(),
                parity.equalLists());
        ImmutableList.sortedCopyOf(tally.rules().keySet())
                .forEach(rule -> sql.update(
                        ADD_RULE,
                        unit,
                        parity.operation(),
                        hour,
                        rule,
                        tally.rules().get(rule)));
    }

    private record Key(String unit, String operation, long hour) {
        static Key read(ResultSet row) throws SQLException {
            return new Key(row.getString("unit"), row.getString("operation"), row.getLong("hour"));
        }
    }

    static List<Parity> counts(Session sql, ResellerId reseller, Instant from) {
        Map<Key, Map<String, Long>> rules = new HashMap<>();
        sql.handle()
                .createQuery(RULES)
                .bind("reseller", reseller.value())
                .bind("from", from.toEpochMilli())
                .map((row, context) -> rules.computeIfAbsent(Key.read(row), unused -> new HashMap<>())
                        .put(row.getString("rule"), row.getLong("questions")))
                .list();
        return LaterVersion.without(
                sql.handle()
                        .createQuery(COUNTS)
                        .bind("reseller", reseller.value())
                        .bind("from", from.toEpochMilli()),
                row -> read(row, rules.getOrDefault(Key.read(row), ImmutableMap.of())));
    }

    static List<Parity> sums(Session sql, Collection<Unit> units, Instant from) {
        ImmutableList.Builder<Parity> sums = ImmutableList.builder();
        Instant firstHour = from.truncatedTo(ChronoUnit.HOURS);
        for (List<Unit> some : Iterables.partition(units, Database.VALUES_AT_ONCE)) {
            Map<String, Unit> byId = Maps.uniqueIndex(some, Unit::id);
            sums.addAll(sql.handle()
                    .createQuery(SUMS)
                    .bindList("units", List.copyOf(byId.keySet()))
                    .bind("from", from.toEpochMilli())
                    .map((row, context) -> new Parity(
                            Objects.requireNonNull(byId.get(row.getString("unit"))),
                            "",
                            firstHour,
                            tally(row, ImmutableMap.of()),
                            row.getLong("equal_lists")))
                    .list());
        }
        return sums.build();
    }

    static long compared(Session sql, ResellerId reseller, Instant from, long enough) {
        return sql.handle()
                .createQuery(COMPARED)
                .bind("reseller", reseller.value())
                .bind("from", from.toEpochMilli())
                .bind("enough", enough)
                .mapTo(Long.class)
                .one();
    }

    /** The rules that tolerated are not read. */
    static List<Parity> counts(Session sql, Unit unit, Instant from) {
        return sql.handle()
                .createQuery(OF_UNIT)
                .bind("unit", unit.id())
                .bind("from", from.toEpochMilli())
                .map((row, context) -> read(unit, row, ImmutableMap.of()))
                .list();
    }

    private static Parity read(ResultSet row, Map<String, Long> rules) throws SQLException {
        return read(StoredRoute.unit(row), row, rules);
    }

    private static Parity read(Unit unit, ResultSet row, Map<String, Long> rules) throws SQLException {
        return new Parity(
                unit,
                row.getString("operation"),
                Instant.ofEpochMilli(row.getLong("hour")),
                tally(row, rules),
                row.getLong("equal_lists"));
    }

    private static Tally tally(ResultSet row, Map<String, Long> rules) throws SQLException {
        return new Tally(
                row.getLong("matched"),
                row.getLong("tolerated"),
                row.getLong("mismatched"),
                row.getLong("incomparable"),
                row.getLong("dropped"),
                rules);
    }

    static void forget(Session sql, Instant before) {
        sql.update(FORGET, before.toEpochMilli());
        sql.update(FORGET_RULES, before.toEpochMilli());
    }
}
