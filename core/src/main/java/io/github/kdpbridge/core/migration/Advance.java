package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the steps forward that a {@link Promotion} asks for: all are judged by what is known when they begin. */
final class Advance {
    private final Routes routes;
    private final GateJudge judge;
    private final Snapshot now;
    private final Author author;
    private final Promotion wanted;
    private int underWay;
    /** Whether the ledger was asked to move the unit whose turn it is. */
    private boolean isAsked;

    /** Whether the turn of a unit has come. */
    private boolean isTurnTaken;

    private @Nullable String stopped;

    Advance(Routes routes, Snapshot now, GateJudge judge, Author author, Promotion wanted) {
        this.routes = routes;
        this.now = now;
        this.judge = judge.snapshot(now.known(wanted.units()));
        this.author = author;
        this.wanted = wanted;
    }

    /**
     * Takes the steps.
     *
     * @throws MoveRefusedException if only one unit was asked for, and its move is refused
     */
    Acted take() {
        author.cause(wanted.reason()); // a bad reason is told before anything moves
        if (wanted.units().size() == 1 && wanted.pace().begun().isEmpty()) {
            return new Acted(ImmutableList.of(begin(wanted.units().get(0))), null);
        }
        List<Done> done = new ArrayList<>();
        ImmutableListMultimap<Unit, LoggedMove> logs = logs();
        wanted.pace().begun().forEach(begun -> done.add(follow(begun, logs)));
        wanted.units().forEach(unit -> done.add(turn(unit)));
        return new Acted(done, stopped);
    }

    private ImmutableListMultimap<Unit, LoggedMove> logs() {
        List<Unit> units = now.known(wanted.pace().begun()).stream()
                .map(state -> state.route().unit())
                .toList();
        return units.isEmpty() ? ImmutableListMultimap.of() : Multimaps.index(routes.log(units), LoggedMove::unit);
    }

    /**
     * Returns whether it is an act on several units that did something. Those that wait for their turn ask again and again:
     * that is no act.
     */
    boolean isNoted() {
        boolean isFirst = wanted.pace().begun().isEmpty();
        return isFirst ? wanted.units().size() > 1 : isTurnTaken;
    }

    /** Returns what is noted: nothing of the units that an earlier request began. */
    Acted own(Acted acted) {
        List<Done> units = acted.units()
                .subList(wanted.pace().begun().size(), acted.units().size());
        return new Acted(units, acted.stopped());
    }

    /** A unit that came back, or did not get there, stops the rest. */
    private Done follow(Seen begun, ImmutableListMultimap<Unit, LoggedMove> logs) {
        UnitState state = now.state(now.route(begun.unit()));
        Route route = state.route();
        LoggedMove running = state.running();
        if (running != null) {
            underWay++;
        }
        logs.get(route.unit()).stream()
                .filter(entry -> entry.epoch() > begun.epoch() && isReturn(entry))
                .findFirst()
                .ifPresent(entry -> stopped = "%s: %s %s by %s: %s"
                        .formatted(
                                route.unit(),
                                entry.move(),
                                entry.result(),
                                entry.move().cause().who(),
                                entry.move().cause().reason()));
        return running == null
                ? new Done(begun.unit(), route, Acted.Result.MOVED, "it is in " + route.phase())
                : new Done(
                        begun.unit(), route, Acted.Result.BEGUN, running.move() + " waits until the unit is drained");
    }

    private static boolean isReturn(LoggedMove entry) {
        return !entry.move().isForward() || entry.result() == Result.GIVEN_UP || entry.result() == Result.CANCELLED;
    }

    private Done turn(Seen seen) {
        if (stopped != null || underWay >= wanted.pace().atOnce()) {
            Route route = now.route(seen.unit());
            return new Done(seen.unit(), route, Acted.Result.WAITS, "its turn has not come");
        }
        isTurnTaken = true;
        try {
            return begin(seen);
        } catch (MoveRefusedException e) {
            boolean isGate = e.reason() == Reason.GATE;
            if (!isGate) {
                stopped = e.getMessage();
            }
            return new Done(seen.unit(), null, isGate ? Acted.Result.GATE : Acted.Result.REFUSED, e.getMessage());
        } catch (LedgerException e) {
            stopped = e.getMessage();
            return isAsked
                    ? WayBack.unknown(seen.unit(), e)
                    : new Done(seen.unit(), null, Acted.Result.REFUSED, "it did not move: " + e.getMessage());
        }
    }

    private Done begin(Seen seen) {
        isAsked = false;
        UnitState state = now.state(now.route(seen.unit()));
        Route route = state.route();
        MoveCheck check = new MoveCheck(route, state.last(), now.freeze());
        check.requireSeen(seen.epoch()); // who was first is a better answer than what is legal now
        Phase next = next(route);
        check.require(move(route.phase(), next, author.cause(wanted.reason())), seen.epoch());
        Gates gates = judge.gates(state, next, wanted.passing().idle());
        Cause cause = author.cause(wanted.reason(), gates.pass(wanted.passing().override(), seen.closed()));
        Move move = move(route.phase(), next, cause);
        isAsked = true;
        Route after = routes.begin(route.unit(), seen.epoch(), move);
        if (move.needsCutOver()) {
            underWay++;
            return new Done(seen.unit(), after, Acted.Result.BEGUN, move + " waits until the unit is drained");
        }
        return new Done(seen.unit(), after, Acted.Result.MOVED, move.toString());
    }

    private Move move(Phase from, Phase to, Cause cause) {
        return wanted.passing().isNow() ? Move.forwardAtOnce(from, to, cause) : Move.forward(from, to, cause);
    }

    private Phase next(Route route) {
        Phase to = wanted.to();
        if (to != null) {
            return to; // a move that skips a phase is refused with the legal ones
        }
        return route.phase()
                .towards(Phase.DONE)
                .orElseThrow(() -> new MoveRefusedException(
                        Reason.ILLEGAL,
                        "%s does not move: no phase comes after %s; %s"
                                .formatted(route.unit(), route.phase(), Move.legal(route.phase()))));
    }
}
