package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Part;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** The log of moves, a row for each entry. */
final class StoredMove {
    static final String COLUMNS =
            "m.epoch, m.phase_from, m.phase_to, m.kind AS step, m.result, m.who, m.via, m.reason, m.evidence, m.at";
    static final String LAST =
            "SELECT " + COLUMNS + " FROM kdp_move m WHERE m.unit = :unit ORDER BY m.epoch DESC LIMIT 1";
    static final String LOG = "SELECT r.reseller, r.kind, r.name, " + COLUMNS
            + " FROM kdp_route r JOIN kdp_move m ON m.unit = r.unit WHERE r.reseller = :reseller"
            + " ORDER BY m.at, m.unit, m.epoch";
    static final String OF_UNIT = "SELECT " + COLUMNS + " FROM kdp_move m WHERE m.unit = :unit ORDER BY m.epoch";
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
        return sql.handle()
                .createQuery(LOG)
                .bind("reseller", reseller.value())
                .map((row, context) -> read(row, StoredRoute.unit(row)))
                .list();
    }

    static List<LoggedMove> log(Session sql, Unit unit) {
        return sql.handle()
                .createQuery(OF_UNIT)
                .bind("unit", unit.id())
                .map((row, context) -> read(row, unit))
                .list();
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
        List<LoggedMove> rows = asked(sql, part(!text.isEmpty()), reseller, text)
                .bind("size", within.size())
                .bind("before", within.before())
                .map((row, context) -> read(row, StoredRoute.unit(row)))
                .list();
        return new Part<>(rows, total, within.number());
    }

    private static Query asked(Session sql, String query, ResellerId reseller, String text) {
        Query asked = sql.handle().createQuery(query).bind("reseller", reseller.value());
        if (!text.isEmpty()) {
            SearchedText.bind(asked, text);
        }
        return asked;
    }

    static LoggedMove read(ResultSet row, Unit unit) throws SQLException {
        Move move = new Move(
                Phase.valueOf(row.getString("phase_from")),
                Phase.valueOf(row.getString("phase_to")),
                Move.Kind.valueOf(row.getString("step")),
                cause(row));
        Instant at = Instant.ofEpochMilli(row.getLong("at"));
        return new LoggedMove(unit, row.getLong("epoch"), move, Result.valueOf(row.getString("result")), at);
    }

    static Cause cause(ResultSet row) throws SQLException {
        return new Cause(
                row.getString("who"),
                Cause.Via.valueOf(row.getString("via")),
                row.getString("reason"),
                row.getString("evidence"));
    }
}
