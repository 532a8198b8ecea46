package io.github.kdpbridge.gateway.ledger;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The routes of units, a row each. Callers may invent customers, so an account has at most {@link #MOST} units: further ones
 * stay in the phase of their first sight, and cannot move. Safe for use by many threads.
 */
final class StoredRoute {
    static final int MOST = 100_000;

    /** The number of the generation that the writes of the unit {@code r} go to; NULL in a phase of a later version. */
    static final String WRITES = Arrays.stream(Phase.values())
            .map(phase -> "WHEN '" + phase + "' THEN " + StoredSide.write(phase.writes()))
            .collect(Collectors.joining(" ", "CASE r.phase ", " END"));

    static final String COLUMNS = "r.reseller, r.kind, r.name, r.phase, r.epoch, r.hold";
    static final String ONE = "SELECT " + COLUMNS + " FROM kdp_route r WHERE r.unit = :unit";
    /** Each change but a hold raises the sum of the epochs. */
    static final String VERSION =
            "SELECT COUNT(*) AS units, COALESCE(SUM(r.epoch), 0) AS epochs, COUNT(r.hold) AS holds,"
                    + " COALESCE(MAX(CASE WHEN r.hold IS NOT NULL THEN r.unit END), '') AS held"
                    + " FROM kdp_route r WHERE r.reseller = :reseller";

    private static final String SEE = "INSERT INTO kdp_route (unit, reseller, kind, name, phase, epoch, first_seen,"
            + " changed_at) SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE (SELECT COUNT(*) FROM kdp_route WHERE reseller = ?) < "
            + MOST
            + " ON CONFLICT (unit) DO NOTHING";

    private static final JsonAdapter<String> JSON = new Moshi.Builder().build().adapter(String.class);

    private final Moments moments;
    private final String shared;
    private final String locked;

    StoredRoute(Database database, Moments moments) {
        this.moments = moments;
        this.shared = ONE + database.locking("FOR SHARE");
        this.locked = ONE + database.locking("FOR UPDATE");
    }

    static Optional<Route> find(Session sql, Unit unit) {
        return find(sql, ONE, unit);
    }

    /** Returns a unit's route, which nothing else changes or claims a write by until the transaction ends. */
    Optional<Route> lock(Session sql, Unit unit) {
        return find(sql, locked, unit);
    }

    /** Returns a unit's route, which nothing changes until the transaction ends, and records one that was never seen. */
    Route seeShared(Session sql, Route first) {
        return find(sql, shared, first.unit()).orElseGet(() -> {
            see(sql, first);
            return find(sql, shared, first.unit()).orElse(first);
        });
    }

    /** Returns a unit's route, and records one that was never seen. */
    Route see(Session sql, Route first) {
        return find(sql, first.unit()).orElseGet(() -> {
            Unit unit = first.unit();
            long moment = moments.next();
            sql.update(
                    SEE,
                    unit.id(),
                    unit.reseller().value(),
                    unit.kind().name(),
                    JSON.toJson(unit.name()),
                    first.phase().name(),
                    first.epoch(),
                    moment,
                    moment / 1000,
                    unit.reseller().value());
            return find(sql, unit).orElse(first);
        });
    }

    static String version(Session sql, ResellerId reseller) {
        return sql.handle()
                .createQuery(VERSION)
                .bind("reseller", reseller.value())
                .map((row, context) -> "%s %s %s %s"
                        .formatted(
                                row.getString("units"),
                                row.getString("epochs"),
                                row.getString("holds"),
                                row.getString("held")))
                .one();
    }

    private static Optional<Route> find(Session sql, String query, Unit unit) {
        return sql.handle()
                .createQuery(query)
                .bind("unit", unit.id())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Route read(ResultSet row) throws SQLException {
        int side = row.getInt("hold");
        Generation hold = row.wasNull() ? null : StoredSide.read(side);
        return new Route(unit(row), phase(row), row.getLong("epoch"), hold);
    }

    /** Where calls go depends on it. */
    static Phase phase(ResultSet row) throws SQLException {
        return LaterVersion.required(Phase.class, row.getString("phase"), "the phase of " + unit(row));
    }

    static Unit unit(ResultSet row) throws SQLException {
        return unit(row, row.getString("kind"));
    }

    static Unit unit(ResultSet row, String kind) throws SQLException {
        ResellerId reseller = ResellerId.of(row.getString("reseller"));
        String name = name(row.getString("name"));
        UnitKind known = LaterVersion.required(
                UnitKind.class, kind, "the kind of unit %s of reseller %s".formatted(name, reseller));
        return new Unit(reseller, known, name);
    }

    /** Returns a part of a name as it is stored, without quotation marks. */
    static String json(String part) {
        String json = JSON.toJson(part);
        return json.substring(1, json.length() - 1);
    }

    private static String name(String json) {
        try {
            return Objects.requireNonNull(JSON.fromJson(json));
        } catch (IOException e) {
            throw new IllegalArgumentException("the ledger holds a unit without a name: " + e.getMessage(), e);
        }
    }
}
