package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Returns the state of all units, in the order of their labels. */
    public List<UnitState> status() {
        Snapshot now = now();
        return now.states(now.routes());
    }

    /** Returns the routes of all units, in the order of their labels. They cost less than the states. */
    public List<Route> routes() {
        return now().routes();
    }

    /**
     * Returns how ready some units are, read once for all of them.
     *
     * @param units their routes, as {@link #routes()} returns them
     * @return one for each, in the same order
     */
    public List<Readiness> readiness(List<Route> units) {
        Snapshot now = now();
        List<UnitState> states = now.states(units);
        GateJudge known = judge.snapshot(states);
        Forecast forecast = new Forecast(now, known);
        return states.stream()
                .map(state -> new Readiness(
                        state,
                        forecast.step(state, null).orElse(null),
                        known.evidence().parity(state.route().unit())))
                .collect(ImmutableList.toImmutableList());
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
        List<UnitState> selected = now.states(now.before(Objects.requireNonNullElse(to, Phase.DONE), selection, plan));
        Forecast forecast = new Forecast(now, judge.snapshot(selected));
        return selected.stream()
                .flatMap(state -> forecast.step(state, to).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Moves units one step forward, as far as the gates and the pace allow.
     *
     * @return what was done with each unit; if the ledger fails amid several, also of which of them it is not known
     * @throws MoveRefusedException if only one unit was asked for, and its move is refused
     * @throws LedgerException if only one unit was asked for, and the ledger fails: it may have moved
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted promote(Author author, Promotion wanted) {
        Advance advance = new Advance(routes, now(), judge, author, wanted);
        Acted acted = advance.take();
        return advance.isNoted()
                ? noted(Kind.PROMOTE, author.cause(wanted.reason()), advance.own(acted), acted)
                : acted;
    }

    /**
     * Brings units back from wherever they are. No gate can keep them.
     *
     * @param units their labels; none for all units that generation 2 serves
     * @param isNow whether to wait for nothing, so that the order of transactions is not kept
     * @return what was done with each unit; if the ledger fails amid several, also of which of them it is not known
     * @throws MoveRefusedException if only one unit was named, and its move is refused
     * @throws LedgerException if only one unit was named, and the ledger fails: it may have moved
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted rollback(Author author, String reason, List<String> units, boolean isNow) {
        Cause cause = author.cause(reason);
        WayBack back = new WayBack(routes, isNow, cause);
        Snapshot now = now();
        if (units.size() == 1) {
            return new Acted(List.of(back.one(now.route(units.get(0)))), null);
        }
        List<Route> routesOf = units.isEmpty()
                ? Plan.onGeneration2(now.routes())
                : units.stream().distinct().map(now::route).toList();
        return noted(Kind.ROLLBACK, cause, back.each(routesOf));
    }

    /**
     * Brings units back from where an operator saw them. No gate can keep them; one that has changed since is refused.
     *
     * @param units at least one
     * @param isNow whether to wait for nothing, so that the order of transactions is not kept
     * @return as {@link #rollback}
     * @throws MoveRefusedException if only one unit was named, and its move is refused
     * @throws LedgerException if only one unit was named, and the ledger fails: it may have moved
     * @throws IllegalArgumentException if name or reason are none, or there is no unit
     */
    public Acted rollbackSeen(Author author, String reason, List<Seen> units, boolean isNow) {
        checkArgument(!units.isEmpty(), "name the units to bring back");
        Cause cause = author.cause(reason);
        WayBack back = new WayBack(routes, isNow, cause);
        Snapshot now = now();
        Map<UnitState, Long> seen = new LinkedHashMap<>();
        units.forEach(unit -> seen.put(now.state(now.route(unit.unit())), unit.epoch()));
        if (seen.size() == 1) {
            Map.Entry<UnitState, Long> only = seen.entrySet().iterator().next();
            return new Acted(List.of(back.one(only.getKey(), only.getValue())), null);
        }
        return noted(Kind.ROLLBACK, cause, back.eachSeen(seen));
    }

    /** What is done is told even if it cannot be noted. */
    private Acted noted(Kind kind, Cause cause, Acted acted) {
        return noted(kind, cause, acted, acted);
    }

    private Acted noted(Kind kind, Cause cause, Acted noted, Acted told) {
        return log().note(kind, cause, noted.lines())
                .map(LoggedAct::id)
                .map(told::in)
                .orElse(told);
    }

    /**
     * Ends the move of a unit that is under way; the unit stays where it is.
     *
     * @param seen the unit, with the epoch of that move
     * @throws MoveRefusedException if none is under way, or another one
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted cancel(Author author, String reason, Seen seen) {
        Cause cause = author.cause(reason);
        return new Acted(List.of(new Cancellation(routes, cause).of(status(seen.unit()), seen.epoch())), null);
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
     * Freezes the account, and cancels its moves forward that are under way. The act is in the log even if an earlier freeze
     * stays.
     *
     * @return the freeze; an earlier one stays
     * @throws IllegalArgumentException if name or reason are none
     */
    public Freeze freeze(Author author, String reason) {
        return new Freezing(log()).begin(author, reason);
    }

    /**
     * Allows moves forward again.
     *
     * @param since the begin of the freeze that the operator saw
     * @return the freeze that is over
     * @throws MoveRefusedException if there is none, or another one
     * @throws IllegalArgumentException if name or reason are none
     */
    public Freeze unfreeze(Author author, String reason, Instant since) {
        return new Freezing(log()).end(author.cause(reason), since);
    }

    /**
     * Freezes the account, in place of an earlier freeze, and brings back at once each unit that is in {@link Phase#CANARY}.
     *
     * @param all whether units in {@link Phase#GEN2} come back too
     * @return what was done with each unit, after the account was frozen; if the ledger fails amid them, also of which of them
     *     it is not known
     * @throws LedgerException if the ledger fails before that: the account may be frozen
     * @throws IllegalArgumentException if name or reason are none
     */
    public Acted panic(Author author, String reason, boolean all) {
        Cause cause = author.cause(reason);
        return noted(Kind.PANIC, cause, new Panic(routes, reseller, cause).act(before -> false, all));
    }

    /** A panic that lasts: it is noted when it does something. */
    Acted panicAgain(Cause cause, boolean all) {
        Acted acted = new Panic(routes, reseller, cause)
                .act(before -> before.cause().who().equals(cause.who()), all);
        return acted.units().isEmpty() ? acted : noted(Kind.PANIC, cause, acted);
    }

    /** Returns the account's log. */
    public MigrationLog log() {
        return new MigrationLog(reseller, routes);
    }

    private Snapshot now() {
        return Snapshot.of(routes, reseller, plan.kind());
    }
}
