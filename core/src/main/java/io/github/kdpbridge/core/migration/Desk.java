package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The acts of operators on one account. Each names its author and reason, and is in the log; a refusal is one line that says
 * what is legal, and changes nothing.
 *
 * <p>Safe for use by many threads. The methods may hold the calling thread.
 */
public final class Desk {
    /** How often an emergency tries again after another move of the unit came in between. */
    private static final int TRIES = 5;

    private final ResellerId reseller;
    private final Plan plan;
    private final Routes routes;
    private final GateJudge judge;

    /**
     * Creates the desk of an account.
     *
     * @param plan the account's plan
     * @param routes the routes of its units
     * @param judge judges the gates of its moves
     */
    public Desk(ResellerId reseller, Plan plan, Routes routes, GateJudge judge) {
        this.reseller = Objects.requireNonNull(reseller, "reseller");
        this.plan = Objects.requireNonNull(plan, "plan");
        this.routes = Objects.requireNonNull(routes, "routes");
        this.judge = Objects.requireNonNull(judge, "judge");
    }

    /** Returns the account. */
    public ResellerId reseller() {
        return reseller;
    }

    /** Returns what is known of the account's units. */
    public Evidence evidence() {
        return judge.evidence();
    }

    /** Returns the state of all units, in the order of their first sight. */
    public List<UnitState> status() {
        Snapshot now = now();
        return now.routes().stream().map(now::state).collect(ImmutableList.toImmutableList());
    }

    /**
     * Returns the state of one unit.
     *
     * @param unit its label
     * @throws MoveRefusedException if there is none
     */
    public UnitState status(String unit) {
        Snapshot now = now();
        return now.state(now.route(unit));
    }

    /** Returns how many units there are. */
    public long units() {
        return routes.census(reseller).units();
    }

    /** Returns the waves of the account's plan, in their order. */
    public List<Wave> waves() {
        return plan.waves();
    }

    /** Returns a text that is another one when a route or the freeze has changed. It costs less than the states. */
    public String version() {
        return routes.version(reseller)
                + frozen().map(freeze -> " frozen " + freeze.since()).orElse("");
    }

    /** Returns the account's freeze; empty if moves forward are allowed. */
    public Optional<Freeze> frozen() {
        return routes.frozen(reseller);
    }

    /**
     * Tells what a promotion would do, and changes nothing.
     *
     * @param to the phase to reach; null for the next one of each unit
     * @return the steps of the selected units that are before that phase
     * @throws MoveRefusedException if the selection names a wave or a unit that is unknown
     */
    public List<PlannedMove> plan(Selection selection, @Nullable Phase to) {
        Snapshot now = now();
        List<Route> selected = now.before(Objects.requireNonNullElse(to, Phase.DONE), selection, plan);
        Forecast forecast = new Forecast(
                now, judge.snapshot(selected.stream().map(now::state).toList()));
        return selected.stream()
                .flatMap(route -> forecast.step(route, to).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Moves units one step forward, as far as the gates and the pace allow.
     *
     * @return what was done with each unit
     * @throws MoveRefusedException if only one unit was asked for, and its move is refused
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted promote(Author author, Promotion wanted) {
        return new Advance(routes, reseller, judge, author, wanted).take();
    }

    /**
     * Brings units back. No gate can keep them.
     *
     * @param units their labels; none for all units that generation 2 serves
     * @param isNow whether to wait for nothing, so that the order of transactions is not kept
     * @throws MoveRefusedException if only one unit was named, and its move is refused
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted rollback(Author author, String reason, List<String> units, boolean isNow) {
        Cause cause = author.cause(reason);
        if (units.size() == 1) {
            return new Acted(List.of(back(now().route(units.get(0)), isNow, cause)), null);
        }
        Snapshot now = now();
        List<Route> routesOf = units.isEmpty()
                ? now.routes().stream().filter(Desk::isOnGeneration2).toList()
                : units.stream().map(now::route).toList();
        return eachBack(routesOf, isNow, cause);
    }

    private static boolean isOnGeneration2(Route route) {
        return route.phase().isOnTrial() || route.phase() == Phase.GEN2;
    }

    private Acted eachBack(List<Route> each, boolean isNow, Cause cause) {
        return new Acted(
                each.stream().map(route -> tryBack(route, isNow, cause)).toList(), null);
    }

    private Done tryBack(Route route, boolean isNow, Cause cause) {
        try {
            return back(route, isNow, cause);
        } catch (MoveRefusedException e) {
            return new Done(route.unit().label(), route, Acted.Result.REFUSED, e.getMessage());
        }
    }

    /**
     * A move that came in between does not keep a unit from coming back. It is brought to the phase that led back from where
     * it was seen, and no further: two operators may bring it back at the same moment.
     */
    private Done back(Route seen, boolean isNow, Cause cause) {
        Phase destination = seen.phase().back().orElse(seen.phase());
        Route route = seen;
        for (int attempt = 1; ; attempt++) {
            Move move = isNow ? Move.backAtOnce(route.phase(), cause) : Move.back(route.phase(), cause);
            try {
                Route after = routes.begin(route.unit(), route.epoch(), move);
                return move.needsCutOver()
                        ? new Done(label(route), after, Acted.Result.BEGUN, move + " waits until the unit is drained")
                        : new Done(label(route), after, Acted.Result.MOVED, move.toString());
            } catch (MoveRefusedException e) {
                if (e.reason() != Reason.STALE || attempt == TRIES) {
                    throw e;
                }
                route = routes.find(route.unit()).orElseThrow(() -> e);
                if (route.phase().compareTo(destination) <= 0) {
                    return new Done(
                            label(route), route, Acted.Result.MOVED, "it is in %s already".formatted(route.phase()));
                }
            }
        }
    }

    private static String label(Route route) {
        return route.unit().label();
    }

    /**
     * Ends the move of a unit that is under way; the unit stays where it is.
     *
     * @param unit its label
     * @throws MoveRefusedException if none is under way
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted cancel(Author author, String reason, String unit) {
        Cause cause = author.cause(reason);
        UnitState state = status(unit);
        Route route = state.route();
        LoggedMove running = state.running();
        if (running == null || !routes.end(route.unit(), running.epoch(), Result.CANCELLED, cause)) {
            throw new MoveRefusedException(
                    Reason.ILLEGAL, "%s has no move under way; %s".formatted(route.unit(), Move.legal(route.phase())));
        }
        Route after = routes.find(route.unit()).orElse(route);
        return new Acted(List.of(new Done(unit, after, Acted.Result.MOVED, running.move() + " is cancelled")), null);
    }

    /**
     * Reopens the migration of a unit that is done.
     *
     * @param unit its label
     * @param confirmed the label again, as the operator typed it
     * @throws MoveRefusedException if it is not done, or was not confirmed
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted reopen(Author author, String reason, String unit, String confirmed) {
        Route route = now().route(unit);
        Move move = Move.reopen(route.unit(), confirmed, author.cause(reason));
        Route after = routes.begin(route.unit(), route.epoch(), move);
        return new Acted(List.of(new Done(unit, after, Acted.Result.MOVED, move.toString())), null);
    }

    /**
     * Freezes the account, and cancels its moves forward that are under way.
     *
     * @return the freeze; an earlier one stays
     * @throws IllegalArgumentException if name or reason are none
     */
    public Freeze freeze(Author author, String reason) {
        routes.freeze(reseller, author.cause(reason));
        return frozen().orElseThrow(() -> new MoveRefusedException(
                Reason.STALE, "reseller %s was unfrozen meanwhile; freeze it again".formatted(reseller)));
    }

    /**
     * Allows moves forward again.
     *
     * @return the freeze that is over
     * @throws MoveRefusedException if there is none
     * @throws IllegalArgumentException if name or reason are none
     */
    public Freeze unfreeze(Author author, String reason) {
        author.cause(reason);
        Freeze freeze = frozen().orElseThrow(() -> new MoveRefusedException(
                Reason.ILLEGAL, "reseller %s is not frozen; moves forward are possible".formatted(reseller)));
        routes.unfreeze(reseller);
        return freeze;
    }

    /**
     * Freezes the account, and brings back at once each unit that is in {@link Phase#CANARY}.
     *
     * @param all whether units in {@link Phase#GEN2} come back too
     * @return what was done with each unit
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted panic(Author author, String reason, boolean all) {
        return panic(author.cause(reason), all);
    }

    Acted panic(Cause cause, boolean all) {
        routes.freeze(reseller, cause);
        return eachBack(Plan.inPanic(routes.all(reseller), all), true, cause);
    }

    /** Returns the entries of the log from a time on, the oldest first. */
    public List<LoggedMove> log(Instant since) {
        return routes.log(reseller).stream()
                .filter(entry -> !entry.at().isBefore(since))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Returns a part of the log, the newest entry first.
     *
     * @param text what is looked for in it, as {@link Routes#log(ResellerId, String, Cut)} says; empty for all
     */
    public Part<LoggedMove> log(String text, Cut cut) {
        return routes.log(reseller, text, cut);
    }

    /** Returns the entries of a unit's log, the oldest first. */
    public List<LoggedMove> log(Unit unit) {
        return routes.log(unit);
    }

    private Snapshot now() {
        return Snapshot.of(routes, reseller);
    }
}
