package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.Acted.Result;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Brings units back, each by itself: a refusal of one keeps no other. */
final class WayBack {
    /** How often an emergency tries again after another move of the unit came in between. */
    private static final int TRIES = 5;

    private final Routes routes;
    private final boolean isNow;
    private final Cause cause;

    /**
     * Creates a way back.
     *
     * @param isNow whether to wait for nothing
     */
    WayBack(Routes routes, boolean isNow, Cause cause) {
        this.routes = routes;
        this.isNow = isNow;
        this.cause = cause;
    }

    /**
     * Brings units back, one after the other. One failure of the ledger may be the unit's own; after the second in a row the
     * rest is left alone, as each would wait for a database that is away.
     */
    Acted each(List<Route> units) {
        return each(units, Route::unit, this::one);
    }

    /** Does the same from where an operator saw the units; one that has changed since is refused. */
    Acted eachSeen(Map<UnitState, Long> units) {
        return each(
                List.copyOf(units.entrySet()),
                seen -> seen.getKey().route().unit(),
                seen -> one(seen.getKey(), seen.getValue()));
    }

    private static <T> Acted each(List<T> units, Function<T, Unit> name, Function<T, Done> act) {
        List<Done> done = new ArrayList<>();
        boolean hasFailed = false;
        String stopped = null;
        for (T unit : units) {
            String label = name.apply(unit).label();
            if (stopped != null) {
                done.add(new Done(label, null, Result.WAITS, "it was not tried"));
                continue;
            }
            try {
                done.add(act.apply(unit));
                hasFailed = false;
            } catch (MoveRefusedException e) {
                done.add(new Done(label, null, Result.REFUSED, e.getMessage()));
                hasFailed = false;
            } catch (LedgerException e) {
                done.add(unknown(label, e));
                stopped = hasFailed ? e.getMessage() : null;
                hasFailed = true;
            }
        }
        return new Acted(done, stopped);
    }

    /** Returns what is known of a unit whose move the ledger did not confirm: its transaction may be done. */
    static Done unknown(String unit, LedgerException failure) {
        return new Done(
                unit, null, Result.UNKNOWN, "not known whether it moved; look at it again: " + failure.getMessage());
    }

    /**
     * A move that came in between does not keep a unit from coming back. It is brought to the phase that led back from where
     * it was seen, and no further: two operators may bring it back at the same moment.
     */
    Done one(Route seen) {
        Phase destination = seen.phase().back().orElse(seen.phase());
        Route route = seen;
        for (int attempt = 1; ; attempt++) {
            try {
                return begin(route);
            } catch (MoveRefusedException e) {
                if (e.reason() != Reason.STALE || attempt == TRIES) {
                    throw e;
                }
                route = routes.find(route.unit()).orElseThrow(() -> e);
                if (route.phase().compareTo(destination) <= 0) {
                    return new Done(label(route), route, Result.MOVED, "it is in %s already".formatted(route.phase()));
                }
            }
        }
    }

    /**
     * Brings a unit back from where an operator saw it, or not at all.
     *
     * @throws MoveRefusedException if it has changed since
     */
    Done one(UnitState state, long epoch) {
        new MoveCheck(state.route(), state.last(), null).requireSeen(epoch);
        return begin(state.route());
    }

    private Done begin(Route route) {
        Move move = isNow ? Move.backAtOnce(route.phase(), cause) : Move.back(route.phase(), cause);
        Route after = routes.begin(route.unit(), route.epoch(), move);
        return move.needsCutOver()
                ? new Done(label(route), after, Result.BEGUN, move + " waits until the unit is drained")
                : new Done(label(route), after, Result.MOVED, move.toString());
    }

    private static String label(Route route) {
        return route.unit().label();
    }
}
