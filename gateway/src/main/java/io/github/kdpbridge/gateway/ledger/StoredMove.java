package io.github.kdpbridge.gateway.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Part;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The log of moves, a row for each entry. */
final class StoredMove {
    static final String COLUMNS =
            "m.epoch, m.phase_from, m.phase_to, m.kind AS step, m.result, m.who, m.via, m.reason, m.evidence, m.at";
    static final String LAST =
            "SELECT " + COLUMNS + " FROM kdp_move m WHERE m.unit = :unit ORDER BY m.epoch DESC LIMIT 1";
    static final String LOG = "SELECT r.reseller, r.kind, r.name, " + COLUMNS
            + " FROM kdp_route r JOIN kdp_move m ON m.unit = r.unit WHERE r.reseller = :reseller"
            + " ORDER BY m.at, m.unit, m.epoch";
    static final String OF_UNITS = "SELECT r.reseller, r.kind, r.name, " + COLUMNS
            + " FROM kdp_route r JOIN kdp_move m ON m.unit = r.unit WHERE r.unit IN (<units>) ORDER BY m.unit, m.epoch";
    /** For each unit, the last entry that brought it into its phase is the first to be read. */
    static final String RECENT = "SELECT r.reseller, r.kind, r.name, " + COLUMNS
            + " FROM kdp_route r JOIN kdp_move m ON m.unit = r.unit AND m.epoch >= COALESCE((SELECT e.epoch FROM kdp_move e"
            + " WHERE e.unit = r.unit AND e.result = 'MOVED' ORDER BY e.epoch DESC LIMIT 1), 0)"
            + " WHERE r.unit IN (<units>) ORDER BY m.unit, m.epoch";

    static final String RETURNS = "SELECT r.reseller, r.kind, r.name, " + COLUMNS
            + " FROM kdp_route r JOIN kdp_move m ON m.unit = r.unit WHERE r.reseller = :reseller AND m.via = 'RULE'"
            + " AND m.result IN ('BEGUN', 'MOVED') AND m.at > :past ORDER BY m.at, m.unit, m.epoch";
    private static final String FOUND =
            " FROM kdp_route r JOIN kdp_move m ON m.unit = r.unit WHERE r.reseller = :reseller";
    private static final String SEARCHED = SearchedText.in(
            "r.kind", "m.phase_from || ' to ' || m.phase_to", "m.result", "m.who", "m.via", "m.reason", "m.evidence");
    private static final String ADD = "INSERT INTO kdp_move (unit, epoch, phase_from, phase_to, kind, result, who, via,"
            + " reason, evidence, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private StoredMove() {}

    static void add(Session sql, LoggedMove entry) {
        Move move = entry.move();
        Cause cause = move.cause();
        sql.update(
                ADD,
                entry.unit().id(),
                entry.epoch(),
                move.from().name(),
                move.to().name(),
                move.kind().name(),
                entry.result().name(),
                cause.who(),
                cause.via().name(),
                cause.reason(),
                cause.evidence(),
                entry.at().toEpochMilli());
    }

    /** Returns the last entry of a unit. */
    static Optional<LoggedMove> last(Session sql, Unit unit) {
        return sql.handle()
                .createQuery(LAST)
                .bind("unit", unit.id())
                .map((row, context) -> read(row, unit))
                .findFirst();
    }

    static List<LoggedMove> log(Session sql, ResellerId reseller) {
        return entries(sql.handle().createQuery(LOG).bind("reseller", reseller.value()));
    }

    /**
     * Returns entries of units.
     *
     * @param query {@link #OF_UNITS} or {@link #RECENT}
     */
    static List<LoggedMove> of(Session sql, String query, Collection<Unit> units) {
        ImmutableList.Builder<LoggedMove> entries = ImmutableList.builder();
        for (List<Unit> some : Iterables.partition(units, Database.VALUES_AT_ONCE)) {
            entries.addAll(entries(sql.handle()
                    .createQuery(query)
                    .bindList("units", some.stream().map(Unit::id).toList())));
        }
        return entries.build();
    }

    static List<LoggedMove> returns(Session sql, ResellerId reseller, Instant after) {
        return entries(sql.handle()
                .createQuery(RETURNS)
                .bind("reseller", reseller.value())
                .bind("past", after.toEpochMilli()));
    }

    static String count(boolean isSearched) {
        return "SELECT COUNT(*)" + FOUND + (isSearched ? SEARCHED : "");
    }

    static String part(boolean isSearched) {
        return "SELECT r.reseller, r.kind, r.name, " + COLUMNS + FOUND + (isSearched ? SEARCHED : "")
                + " ORDER BY m.at DESC, m.unit DESC, m.epoch DESC LIMIT :size OFFSET :before";
    }

    static Part<LoggedMove> log(Session sql, ResellerId reseller, String text, Cut cut) {
        long total = asked(sql, count(!text.isEmpty()), reseller, text)
                .mapTo(Long.class)
                .one();
        Cut within = cut.within(total);
        List<LoggedMove> rows = entries(asked(sql, part(!text.isEmpty()), reseller, text)
                .bind("size", within.size())
                .bind("before", within.before()));
        return new Part<>(rows, total, within.number());
    }

    private static List<LoggedMove> entries(Query query) {
        return LaterVersion.without(query, row -> read(row, StoredRoute.unit(row)));
    }

    private static Query asked(Session sql, String query, ResellerId reseller, String text) {
        Query asked = sql.handle().createQuery(query).bind("reseller", reseller.value());
        if (!text.isEmpty()) {
            SearchedText.bind(asked, text);
        }
        return asked;
    }

    /** What only a later version knows is told by the evidence. */
    static LoggedMove read(ResultSet row, Unit unit) throws SQLException {
        String from = row.getString("phase_from");
        String to = row.getString("phase_to");
        String step = row.getString("step");
        String result = row.getString("result");
        Optional<Result> known = LaterVersion.find(Result.class, result);
        Move move = move(from, to, step, row);
        if (known.isEmpty() || move == null) {
            move = Move.unknown(cause(row, "%s, %s to %s, %s".formatted(step, from, to, result)));
        }
        Instant at = Instant.ofEpochMilli(row.getLong("at"));
        return new LoggedMove(unit, row.getLong("epoch"), move, known.orElse(Result.UNKNOWN), at);
    }

    private static @Nullable Move move(String from, String to, String step, ResultSet row) throws SQLException {
        Optional<Phase> before = LaterVersion.find(Phase.class, from);
        Optional<Phase> after = LaterVersion.find(Phase.class, to);
        Optional<Move.Kind> kind = LaterVersion.find(Move.Kind.class, step);
        if (before.isEmpty() || after.isEmpty() || kind.isEmpty()) {
            return null;
        }
        try {
            return new Move(before.get(), after.get(), kind.get(), cause(row));
        } catch (MoveRefusedException e) {
            return null; // a step that is none in this version
        }
    }

    static Cause cause(ResultSet row) throws SQLException {
        return cause(row, "");
    }

    /**
     * Reads a cause.
     *
     * @param unknown what only a later version knows of the entry, which the evidence tells; empty for nothing
     */
    static Cause cause(ResultSet row, String unknown) throws SQLException {
        String via = row.getString("via");
        Optional<Cause.Via> known = LaterVersion.find(Cause.Via.class, via);
        String evidence = Stream.of(unknown, known.isPresent() ? "" : "via " + via, row.getString("evidence"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return new Cause(row.getString("who"), known.orElse(Cause.Via.UNKNOWN), row.getString("reason"), evidence);
    }
}
