package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.DifferenceFilter.Alike;
import io.github.kdpbridge.core.migration.DifferenceGroup;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.Part;
import io.github.kdpbridge.core.migration.shadow.DifferenceKind;
import io.github.kdpbridge.core.migration.shadow.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/** The differences of an account, which the database counts, sorts and cuts. */
final class StoredDifferences implements KnownDifferences {
    private static final String OF_ACCOUNT =
            " FROM kdp_route r JOIN kdp_difference d ON d.unit = r.unit" + " WHERE r.reseller = :reseller";
    private static final String COLUMNS = StoredFinding.COLUMNS + ", r.reseller, r.kind AS unit_kind, r.name";
    private static final String BY_PLACE = " GROUP BY d.operation, d.path, d.kind";
    private static final String LAST_SEEN_FIRST = " ORDER BY d.last_at DESC, d.id";
    private static final String CUT = " LIMIT :size OFFSET :before";

    static final String OPEN =
            "SELECT d.kind, COUNT(*) AS differences" + OF_ACCOUNT + " AND d.state = 'NEW' GROUP BY d.kind";
    static final String OPEN_OF_UNITS = "SELECT d.unit, COUNT(*) AS differences" + OF_ACCOUNT
            + " AND d.state = 'NEW' AND d.kind NOT IN (%s) GROUP BY d.unit".formatted(kinds(Severity.LOOK));
    static final String ONE = "SELECT " + COLUMNS + OF_ACCOUNT + " AND d.id = :id";

    private final Database database;
    private final ResellerId reseller;

    StoredDifferences(Database database, ResellerId reseller) {
        this.database = database;
        this.reseller = reseller;
    }

    /** A kind that only a later version knows counts as one of outcome, as in {@link StoredFinding#severity}. */
    private static String kinds(Severity severity) {
        return Arrays.stream(DifferenceKind.values())
                .filter(kind -> kind.severity() == severity)
                .map(kind -> "'" + kind + "'")
                .collect(Collectors.joining(", "));
    }

    private static String found(DifferenceFilter filter) {
        return OF_ACCOUNT
                + switch (filter.which()) {
                    case OPEN -> " AND d.state = 'NEW'";
                    case ACCEPTED -> " AND d.state = 'ACCEPTED'";
                    case ALL -> "";
                }
                + (filter.text().isEmpty()
                        ? ""
                        : SearchedText.in(
                                "d.operation", "d.path", "d.kind", "d.gen1", "d.gen2", "d.who", "d.note", "d.id"))
                + (filter.alike() == null ? "" : " AND d.operation = :operation AND d.path = :path AND d.kind = :kind");
    }

    static String count(DifferenceFilter filter) {
        return "SELECT COUNT(*)" + found(filter);
    }

    static String part(DifferenceFilter filter) {
        return "SELECT " + COLUMNS + found(filter) + LAST_SEEN_FIRST + CUT;
    }

    static String countOfGroups(DifferenceFilter filter) {
        return "SELECT COUNT(*) FROM (SELECT d.operation" + found(filter) + BY_PLACE + ") g";
    }

    /** A unit has one difference of a place and kind, so there are as many units. */
    static String groups(DifferenceFilter filter) {
        return "SELECT d.operation, d.path, d.kind, COUNT(*) AS differences, SUM(d.seen) AS seen" + found(filter)
                + BY_PLACE
                + " ORDER BY CASE WHEN d.kind IN (%s) THEN 1 ELSE 0 END".formatted(kinds(Severity.LOOK))
                + ", COUNT(*) DESC, d.operation, d.path, d.kind" + CUT;
    }

    @Override
    public Part<Known> part(DifferenceFilter filter, Cut cut) {
        return database.inTransaction(sql -> {
            long total = total(sql, count(filter), filter);
            Cut within = cut.within(total);
            List<Known> rows =
                    LaterVersion.without(cut(asked(sql, part(filter), filter), within), StoredDifferences::known);
            return new Part<>(rows, total, within.number());
        });
    }

    @Override
    public Part<DifferenceGroup> groups(DifferenceFilter filter, Cut cut) {
        return database.inTransaction(sql -> {
            long total = total(sql, countOfGroups(filter), filter);
            Cut within = cut.within(total);
            List<DifferenceGroup> rows = cut(asked(sql, groups(filter), filter), within)
                    .map((row, context) -> group(row))
                    .list();
            return new Part<>(
                    rows.stream().map(group -> withExamples(sql, filter, group)).toList(), total, within.number());
        });
    }

    private DifferenceGroup withExamples(Session sql, DifferenceFilter filter, DifferenceGroup group) {
        DifferenceFilter own = filter.of(group.alike());
        List<Known> examples =
                LaterVersion.without(cut(asked(sql, part(own), own), new Cut(1, EXAMPLES)), StoredDifferences::known);
        return new DifferenceGroup(group.alike(), group.isOutcome(), group.sums(), examples);
    }

    @Override
    public Optional<Known> find(String id) {
        return database.inTransaction(sql -> sql.handle()
                .createQuery(ONE)
                .bind("reseller", reseller.value())
                .bind("id", id)
                .map((row, context) -> known(row))
                .findOne());
    }

    @Override
    public Open open() {
        Map<Severity, Long> open = database.inTransaction(sql -> sql
                .handle()
                .createQuery(OPEN)
                .bind("reseller", reseller.value())
                .map((row, context) ->
                        Map.entry(StoredFinding.severity(row.getString("kind")), row.getLong("differences")))
                .stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue))));
        return new Open(open.getOrDefault(Severity.OUTCOME, 0L), open.getOrDefault(Severity.LOOK, 0L));
    }

    /** Returns how many of outcome are open in each unit that has one, by its id. */
    static Map<String, Long> openOutcomes(Session sql, ResellerId reseller) {
        return sql
                .handle()
                .createQuery(OPEN_OF_UNITS)
                .bind("reseller", reseller.value())
                .map((row, context) -> Map.entry(row.getString("unit"), row.getLong("differences")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long total(Session sql, String query, DifferenceFilter filter) {
        return asked(sql, query, filter).mapTo(Long.class).one();
    }

    private Query asked(Session sql, String text, DifferenceFilter filter) {
        Query query = sql.handle().createQuery(text).bind("reseller", reseller.value());
        if (!filter.text().isEmpty()) {
            SearchedText.bind(query, filter.text());
        }
        Alike alike = filter.alike();
        if (alike != null) {
            query.bind("operation", alike.operation());
            query.bind("path", alike.path());
            query.bind("kind", stored(alike));
        }
        return query;
    }

    private static Query cut(Query query, Cut cut) {
        return query.bind("size", cut.size()).bind("before", cut.before());
    }

    private static String stored(Alike alike) {
        return Ascii.toUpperCase(alike.kind());
    }

    private static DifferenceGroup group(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        long differences = row.getLong("differences");
        return new DifferenceGroup(
                new Alike(row.getString("operation"), row.getString("path"), Ascii.toLowerCase(kind)),
                StoredFinding.severity(kind) == Severity.OUTCOME,
                new DifferenceGroup.Sums(differences, differences, row.getLong("seen")),
                ImmutableList.of());
    }

    private static Known known(ResultSet row) throws SQLException {
        return StoredFinding.known(
                row, StoredRoute.unit(row, row.getString("unit_kind")).label());
    }
}
