package io.github.kdpbridge.gateway.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveCheck;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The routes of units, in the database of a ledger. Each change is one transaction that locks the route's row: it waits for
 * the claims of the unit that are being recorded, and later ones wait for it.
 */
final class SqlRoutes extends SqlLog {
    static final String ALL =
            "SELECT " + StoredRoute.COLUMNS + " FROM kdp_route r WHERE r.reseller = :reseller ORDER BY r.first_seen";
    static final String CENSUS = "SELECT COUNT(*) AS units, COALESCE(SUM(r.epoch), 0) AS epochs FROM kdp_route r"
            + " WHERE r.reseller = :reseller";
    static final String CHANGED = "SELECT " + StoredRoute.COLUMNS
            + " FROM kdp_route r WHERE r.reseller = :reseller AND r.changed_at >= :since";
    private static final String TAKE = "UPDATE kdp_route SET mover = ? WHERE unit = ? AND mover = ? AND epoch = ?";
    static final String MOVING =
            "SELECT 1 FROM kdp_route r WHERE r.reseller = :reseller AND (r.mover IS NOT NULL OR COALESCE("
                    + StoredRoute.WRITES + ", 2) = 2) LIMIT 1";
    private static final String HOLD = "UPDATE kdp_route SET hold = ? WHERE unit = ?";
    private static final String CHANGE =
            "UPDATE kdp_route SET phase = ?, epoch = ?, hold = NULL, mover = ?, changed_at = ? WHERE unit = ?";

    private final Heart heart;
    private final StoredRoute routes;
    private final Drain drain;

    SqlRoutes(Database database, Heart heart, Moments moments, Drain drain) {
        super(database, moments);
        this.heart = heart;
        this.routes = new StoredRoute(database, moments);
        this.drain = drain;
    }

    @Override
    public Route see(Unit unit, Phase start) {
        return database.inTransaction(sql -> routes.see(sql, Route.first(unit, start)));
    }

    @Override
    public Optional<Route> find(Unit unit) {
        return database.inTransaction(sql -> StoredRoute.find(sql, unit));
    }

    @Override
    public List<Route> all(ResellerId reseller) {
        return database.inTransaction(sql -> LaterVersion.without(
                sql.handle().createQuery(ALL).bind("reseller", reseller.value()), StoredRoute::read));
    }

    @Override
    public Census census(ResellerId reseller) {
        return database.inTransaction(sql -> sql.handle()
                .createQuery(CENSUS)
                .bind("reseller", reseller.value())
                .map((row, context) -> new Census(row.getLong("units"), row.getLong("epochs")))
                .one());
    }

    @Override
    public String version(ResellerId reseller) {
        return database.inTransaction(sql -> StoredRoute.version(sql, reseller));
    }

    @Override
    public List<Route> changedSince(ResellerId reseller, Instant since) {
        return database.inTransaction(sql -> LaterVersion.without(
                sql.handle()
                        .createQuery(CHANGED)
                        .bind("reseller", reseller.value())
                        .bind("since", since.toEpochMilli()),
                StoredRoute::read));
    }

    @Override
    public Route begin(Unit unit, long epoch, Move move) {
        return database.inTransaction(sql -> {
            Freeze freeze = StoredFreeze.lock(sql, unit.reseller());
            Route route = routes.lock(sql, unit).orElseThrow(() -> MoveRefusedException.unknown(unit));
            LoggedMove last = StoredMove.last(sql, unit).orElse(null);
            MoveCheck check = new MoveCheck(route, last, freeze);
            check.require(move, epoch);
            LoggedMove running = check.running();
            Route current =
                    running == null ? route : enter(sql, route, running.move().with(move.cause()), Result.CANCELLED);
            return enter(sql, current, move, move.needsCutOver() ? Result.BEGUN : Result.MOVED);
        });
    }

    @Override
    public List<LoggedMove> toDrive(Predicate<ResellerId> isServed) {
        return database.inTransaction(sql -> DrivenMove.all(sql).stream()
                .filter(driven -> isServed.test(driven.move().unit().reseller()) && isMine(sql, driven))
                .map(DrivenMove::move)
                .toList());
    }

    private boolean isMine(Session sql, DrivenMove driven) {
        return driven.mover().equals(heart.id())
                || (heart.isDead(sql, driven.mover(), driven.beat())
                        && sql.update(
                                        TAKE,
                                        heart.id(),
                                        driven.move().unit().id(),
                                        driven.mover(),
                                        driven.move().epoch())
                                == 1);
    }

    @Override
    public boolean hold(Unit unit, long epoch) {
        return whileRunning(unit, epoch, running -> running.hold(running.move().writes()));
    }

    @Override
    public boolean release(Unit unit, long epoch) {
        return whileRunning(unit, epoch, running -> running.hold(null));
    }

    @Override
    public boolean isDrained(Unit unit) {
        return database.inTransaction(sql -> drain.isDrained(
                sql, unit, StoredRoute.find(sql, unit).orElseThrow().writes()));
    }

    @Override
    public boolean flip(Unit unit, long epoch) {
        return whileRunning(unit, epoch, running -> running.isReady() && running.end(running.move(), Result.MOVED));
    }

    @Override
    public boolean end(Unit unit, long epoch, Result result, Cause cause) {
        checkArgument(result == Result.GIVEN_UP || result == Result.CANCELLED, "a move does not end as %s", result);
        return database.inTransaction(sql -> end(sql, unit, epoch, result, cause));
    }

    private boolean end(Session sql, Unit unit, long epoch, Result result, Cause cause) {
        return whileRunning(
                sql, unit, epoch, running -> running.end(running.move().with(cause), result));
    }

    /** A move under way, while its unit is locked. */
    private final class Running {
        private final Session sql;
        private final Route route;
        private final LoggedMove begun;

        private Running(Session sql, Route route, LoggedMove begun) {
            this.sql = sql;
            this.route = route;
            this.begun = begun;
        }

        private Move move() {
            return begun.move();
        }

        private boolean hold(@Nullable Generation side) {
            return sql.update(
                            HOLD,
                            side == null ? null : StoredSide.write(side),
                            route.unit().id())
                    == 1;
        }

        private boolean isReady() {
            return route.isHeld() && drain.isDrained(sql, route.unit(), route.writes());
        }

        private boolean end(Move entry, Result result) {
            return enter(sql, route, entry, result).epoch() > route.epoch();
        }
    }

    private boolean whileRunning(Unit unit, long epoch, Predicate<Running> work) {
        return database.inTransaction(sql -> whileRunning(sql, unit, epoch, work));
    }

    private boolean whileRunning(Session sql, Unit unit, long epoch, Predicate<Running> work) {
        Optional<Route> route = routes.lock(sql, unit).filter(found -> found.epoch() == epoch);
        Optional<LoggedMove> begun =
                route.flatMap(found -> StoredMove.last(sql, unit)).filter(LoggedMove::isRunning);
        return begun.isPresent() && work.test(new Running(sql, route.get(), begun.get()));
    }

    @Override
    public boolean passUnread(ResellerId reseller) {
        return database.inTransaction(sql -> {
            StoredFreeze.lock(sql, reseller); // as the begin of a move
            var moving = sql.handle().createQuery(MOVING).bind("reseller", reseller.value());
            boolean stays = moving.mapTo(Integer.class).findFirst().isEmpty();
            if (stays) {
                SqlDrain.passUnread(sql, reseller, moments.now());
            }
            return stays;
        });
    }

    @Override
    public Optional<Freeze> frozen(ResellerId reseller) {
        return database.inTransaction(sql -> StoredFreeze.find(sql, reseller));
    }

    @Override
    public boolean freeze(ResellerId reseller, Cause cause, Predicate<Freeze> stays) {
        return database.inTransaction(sql -> {
            boolean isFrozen = StoredFreeze.begin(sql, reseller, stays, cause, moments.now());
            if (isFrozen) {
                DrivenMove.all(sql).stream()
                        .map(DrivenMove::move)
                        .filter(begun -> begun.unit().reseller().equals(reseller)
                                && begun.move().isForward())
                        .forEach(begun -> end(sql, begun.unit(), begun.epoch(), Result.CANCELLED, cause));
            }
            return isFrozen;
        });
    }

    @Override
    public boolean unfreeze(ResellerId reseller, Instant since, Cause cause) {
        return database.inTransaction(sql -> StoredFreeze.end(sql, reseller, since, cause, moments.now()));
    }

    /** The log tells an order by its times, so one is not before the last, whichever gateway's clock it is from. */
    private Route enter(Session sql, Route route, Move move, Result result) {
        Route next = route.next(result == Result.MOVED ? move.to() : route.phase());
        Unit unit = route.unit();
        Instant now = moments.now();
        Instant at = StoredMove.last(sql, unit)
                .map(LoggedMove::at)
                .filter(now::isBefore)
                .orElse(now);
        sql.update(
                CHANGE,
                next.phase().name(),
                next.epoch(),
                result == Result.BEGUN ? heart.id() : null,
                at.toEpochMilli(),
                unit.id());
        StoredMove.add(sql, new LoggedMove(unit, next.epoch(), move, result, at));
        return next;
    }
}
