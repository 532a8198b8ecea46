package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import io.github.kdpbridge.core.migration.Comparisons.State;
import io.github.kdpbridge.core.migration.Comparisons.Times;
import io.github.kdpbridge.core.migration.Comparisons.Values;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Difference;
import io.github.kdpbridge.core.migration.shadow.DifferenceKind;
import io.github.kdpbridge.core.migration.shadow.Finding;
import io.github.kdpbridge.core.migration.shadow.Findings;
import io.github.kdpbridge.core.migration.shadow.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The findings, a row each. Several gateways may record the same at once: each question counts. */
final class StoredFinding {
    static final String COLUMNS = "d.id, d.unit, d.operation, d.path, d.kind, d.gen1, d.gen2, d.occurrences,"
            + " d.seen, d.unseen, d.first_at, d.last_at, d.state, d.who, d.note";
    static final String VERSION = "SELECT d.state, COUNT(*) AS findings, SUM(d.first_at) AS moments"
            + " FROM kdp_route r JOIN kdp_difference d ON d.unit = r.unit WHERE r.reseller = :reseller GROUP BY d.state";
    static final String ONE = "SELECT " + COLUMNS + " FROM kdp_difference d WHERE d.id = :id";
    static final String ACCEPTED =
            "SELECT d.id FROM kdp_difference d WHERE d.unit = :unit AND d.operation = :operation AND d.state = 'ACCEPTED'";
    private static final String MISSED = "UPDATE kdp_difference SET"
            + " unseen = CASE WHEN state = 'GONE' THEN unseen ELSE unseen + 1 END,"
            + " state = CASE WHEN state = 'NEW' AND unseen + 1 >= " + Finding.GONE_AFTER + " THEN 'GONE' ELSE state END"
            + " WHERE unit = ? AND operation = ?";
    private static final String SEEN = "INSERT INTO kdp_difference (id, unit, operation, path, kind, gen1, gen2,"
            + " occurrences, seen, unseen, first_at, last_at, state) SELECT ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?, 'NEW'"
            + " WHERE EXISTS (SELECT 1 FROM kdp_difference WHERE id = ?)"
            + " OR (SELECT COUNT(*) FROM kdp_difference) < " + Findings.LIMIT
            + " ON CONFLICT (id) DO UPDATE SET gen1 = excluded.gen1, gen2 = excluded.gen2,"
            + " occurrences = excluded.occurrences, seen = kdp_difference.seen + 1, unseen = 0,"
            + " last_at = CASE WHEN excluded.last_at > kdp_difference.last_at THEN excluded.last_at"
            + " ELSE kdp_difference.last_at END,"
            + " state = CASE WHEN kdp_difference.state = 'GONE' THEN 'NEW' ELSE kdp_difference.state END";
    private static final String MAKE_ROOM = "DELETE FROM kdp_difference WHERE id = (SELECT id FROM kdp_difference"
            + " WHERE state = 'GONE' ORDER BY last_at LIMIT 1)";
    private static final String JUDGE =
            "UPDATE kdp_difference SET state = ?, who = ?, note = ?, unseen = ? WHERE id = ?";
    private static final String FORGET = "DELETE FROM kdp_difference WHERE last_at < ?";

    /** Until the transaction ends. Rows that another gateway adds meanwhile cannot be locked in one order with the others. */
    private static final String TURN = "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:unit, 0))";

    private final boolean isShared;
    private final String locked;

    StoredFinding(Database database) {
        this.isShared = database.isShared();
        this.locked = ONE + database.locking("FOR UPDATE");
    }

    /** What the comparison did not have is missed; what it had is seen again right after. */
    int record(Session sql, Unit unit, String operation, List<Difference> differences, Instant now) {
        if (isShared) {
            sql.handle()
                    .createQuery(TURN)
                    .bind("unit", unit.id())
                    .mapTo(Integer.class)
                    .one();
        }
        sql.update(MISSED, unit.id(), operation);
        List<Finding> found = differences.stream()
                .map(each -> new Finding(unit.id(), operation, each, 1, now, now, 0, Finding.State.NEW, null, null))
                .sorted(Comparator.comparing(Finding::id))
                .toList();
        return (int) found.stream().filter(finding -> !isRecorded(sql, finding)).count();
    }

    private static boolean isRecorded(Session sql, Finding finding) {
        return see(sql, finding) || (sql.update(MAKE_ROOM) == 1 && see(sql, finding));
    }

    private static boolean see(Session sql, Finding finding) {
        Difference difference = finding.difference();
        return sql.update(
                        SEEN,
                        finding.id(),
                        finding.unit(),
                        finding.operation(),
                        difference.path(),
                        difference.kind().name(),
                        difference.gen1(),
                        difference.gen2(),
                        difference.count(),
                        finding.firstAt().toEpochMilli(),
                        finding.lastAt().toEpochMilli(),
                        finding.id())
                == 1;
    }

    static Set<String> accepted(Session sql, Unit unit, String operation) {
        return ids(sql, ACCEPTED, unit, operation);
    }

    private static Set<String> ids(Session sql, String query, Unit unit, String operation) {
        return ImmutableSet.copyOf(sql.handle()
                .createQuery(query)
                .bind("unit", unit.id())
                .bind("operation", operation)
                .mapTo(String.class)
                .list());
    }

    /** Sums that are others when a finding comes, goes or changes its state, and not when it is seen again. */
    static String version(Session sql, ResellerId reseller) {
        return sql
                .handle()
                .createQuery(VERSION)
                .bind("reseller", reseller.value())
                .map((row, context) ->
                        "%s %d %s".formatted(row.getString("state"), row.getLong("findings"), row.getString("moments")))
                .stream()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Returns a finding, which nothing else changes until the transaction ends. */
    Optional<Finding> lock(Session sql, String id) {
        return sql.handle()
                .createQuery(locked)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static void judge(Session sql, Finding finding) {
        sql.update(JUDGE, finding.state().name(), finding.who(), finding.note(), finding.unseen(), finding.id());
    }

    /** Returns the severity of a kind. One that only a later version knows keeps its unit from moving. */
    static Severity severity(String kind) {
        return LaterVersion.find(DifferenceKind.class, kind)
                .map(DifferenceKind::severity)
                .orElse(Severity.OUTCOME);
    }

    /**
     * Reads a finding as operators see it; kind and state may be of a later version.
     *
     * @param label the label of its unit
     */
    static Known known(ResultSet row, String label) throws SQLException {
        String kind = row.getString("kind");
        return new Known(
                row.getString("id"),
                new Place(
                        label,
                        row.getString("operation"),
                        row.getString("path"),
                        Ascii.toLowerCase(kind),
                        Ascii.toLowerCase(severity(kind).name())),
                new Values(row.getString("gen1"), row.getString("gen2")),
                new Times(
                        row.getLong("seen"),
                        Instant.ofEpochMilli(row.getLong("first_at")),
                        Instant.ofEpochMilli(row.getLong("last_at"))),
                new State(row.getString("state"), row.getString("who"), row.getString("note")));
    }

    /** @throws IllegalArgumentException if only a later version knows its kind or its state; the message names it */
    static Finding read(ResultSet row) throws SQLException {
        String of = "of difference " + row.getString("id");
        Difference difference = new Difference(
                row.getString("path"),
                LaterVersion.required(DifferenceKind.class, row.getString("kind"), "the kind " + of),
                row.getString("gen1"),
                row.getString("gen2"),
                row.getInt("occurrences"));
        return new Finding(
                row.getString("unit"),
                row.getString("operation"),
                difference,
                row.getLong("seen"),
                Instant.ofEpochMilli(row.getLong("first_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getInt("unseen"),
                LaterVersion.required(Finding.State.class, row.getString("state"), "the state " + of),
                row.getString("who"),
                row.getString("note"));
    }

    static void forget(Session sql, Instant before) {
        sql.update(FORGET, before.toEpochMilli());
    }
}
