package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps the route of each unit, and the log of its moves. Several processes may share one.
 *
 * <p>Each change of a unit's phase, and each begin and end of a move, is an entry in its log and gives it the next epoch. Of
 * two changes that saw the same epoch, one wins.
 *
 * <p>Safe for use by many threads. The methods may hold the calling thread.
 */
public interface Routes {
    /**
     * What tells whether anything has changed: a new unit raises the first number, a move the second, and neither ever falls.
     *
     * @param units how many units there are
     * @param epochs the sum of their epochs
     */
    record Census(long units, long epochs) {
        /** An account without units. */
        public static final Census NONE = new Census(0, 0);

        /** Returns the census of some routes. */
        public static Census of(Collection<Route> routes) {
            return new Census(
                    routes.size(), routes.stream().mapToLong(Route::epoch).sum());
        }

        /** Returns whether routes with this census are as new as those with another one. */
        public boolean covers(Census other) {
            return units >= other.units && epochs >= other.epochs;
        }
    }

    /**
     * Returns a unit's route. A unit that was never seen is recorded, so that it changes only by moves from then on.
     *
     * @param start the phase of a unit that was never seen
     */
    Route see(Unit unit, Phase start);

    /** Returns a unit's route; empty if the unit was never seen. */
    Optional<Route> find(Unit unit);

    /** Returns the routes of an account in the order of their first sight. */
    List<Route> all(ResellerId reseller);

    /** Returns the census of an account, which costs less than its routes. */
    default Census census(ResellerId reseller) {
        return Census.of(all(reseller));
    }

    /** Returns a text that is another one when a route, or a hold of one, has changed. It costs less than the routes. */
    default String version(ResellerId reseller) {
        return all(reseller).stream()
                .map(route -> "%s %d %b".formatted(route.unit().label(), route.epoch(), route.isHeld()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /**
     * Returns the routes of an account that changed since a time, and perhaps others. One that became visible late may be
     * missing: the {@link #census} tells.
     *
     * @param since the time by the clock of the log
     */
    default List<Route> changedSince(ResellerId reseller, Instant since) {
        return all(reseller);
    }

    /**
     * Begins a move. One that needs no cut-over is done when this returns. A move that this one cancels ends first, with an
     * entry of its own.
     *
     * @param epoch the epoch that the decision was based on
     * @return the route after it
     * @throws MoveRefusedException if {@link MoveCheck} refuses the move, or the unit is unknown
     */
    @CanIgnoreReturnValue
    Route begin(Unit unit, long epoch, Move move);

    /**
     * Returns the moves that this process has to drive, each by a {@link CutOver}: those that were begun here, and those
     * whose process is gone. Other moves are left to the processes that serve their accounts.
     *
     * @param isServed tells whether this process serves an account
     */
    List<LoggedMove> toDrive(Predicate<ResellerId> isServed);

    /** Returns the same of a process that serves all accounts. */
    default List<LoggedMove> toDrive() {
        return toDrive(any -> true);
    }

    /**
     * Holds new writes of a unit, for the move that is under way.
     *
     * @return false if the unit has another epoch, so that the move is over
     */
    @CanIgnoreReturnValue
    boolean hold(Unit unit, long epoch);

    /**
     * Lets new writes of a unit go on, while its move waits.
     *
     * @return false if the unit has another epoch, so that the move is over
     */
    @CanIgnoreReturnValue
    boolean release(Unit unit, long epoch);

    /**
     * Returns whether nothing holds up a move of the unit: on the side that serves it, no write is open, none of unknown
     * outcome may yet arrive, and no transaction is in progress.
     */
    boolean isDrained(Unit unit);

    /**
     * Ends the move that is under way, in the new phase, if the unit is held and drained. No write can come in between.
     *
     * @return false if it is not, or has another epoch
     */
    boolean flip(Unit unit, long epoch);

    /**
     * Ends the move that is under way, in the old phase; new writes go on.
     *
     * @param result {@link Result#GIVEN_UP} or {@link Result#CANCELLED}
     * @param cause the author and the reason of the end
     * @return false if the unit has another epoch, or no move is under way
     */
    @CanIgnoreReturnValue
    boolean end(Unit unit, long epoch, Result result, Cause cause);

    /**
     * Records that a write goes to the old side whose customer cannot be read from it, unless one of the account has moved or
     * is about to. A move of any customer that begins later waits until the write can no longer arrive.
     *
     * @return false if the write must not be sent
     */
    boolean passUnread(ResellerId reseller);

    /** Returns the entries of an account, the oldest first. */
    List<LoggedMove> log(ResellerId reseller);

    /**
     * Returns a part of the entries of an account, the newest first.
     *
     * @param text a part of the unit, a phase, the result, the author, the reason or the evidence, whatever the case of its
     *     ASCII letters; empty for all
     */
    default Part<LoggedMove> log(ResellerId reseller, String text, Cut cut) {
        DifferenceFilter.requireText(text);
        return cut.of(Lists.reverse(log(reseller)).stream()
                .filter(entry -> entry.holds(text))
                .toList());
    }

    /** Returns the entries of a unit, the oldest first. */
    default List<LoggedMove> log(Unit unit) {
        return log(ImmutableList.of(unit));
    }

    /** Returns the entries of some units of one account, those of each unit in their order. */
    List<LoggedMove> log(Collection<Unit> units);

    /**
     * Returns the entries of some units of one account since each came into its phase, those of each unit in their order: the
     * last one with the result {@link Result#MOVED}, and those after it. Of a unit that never moved, it returns all.
     */
    List<LoggedMove> recent(Collection<Unit> units);

    /** Returns the entries after a time by which rules brought units of an account back. */
    default List<LoggedMove> returns(ResellerId reseller, Instant after) {
        return log(reseller).stream()
                .filter(entry -> entry.isBroughtBack() && entry.at().isAfter(after))
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns the freeze of an account; empty if moves forward are allowed. */
    Optional<Freeze> frozen(ResellerId reseller);

    /**
     * Freezes an account, and cancels its moves forward that are under way. It is in the log of acts.
     *
     * @param stays tells whether a freeze that is there already stays, with its author and reason; otherwise this one takes its
     *     place
     * @return whether this one is in force
     */
    @CanIgnoreReturnValue
    boolean freeze(ResellerId reseller, Cause cause, Predicate<Freeze> stays);

    /** Freezes an account, unless it is frozen already. */
    @CanIgnoreReturnValue
    default boolean freeze(ResellerId reseller, Cause cause) {
        return freeze(reseller, cause, any -> true);
    }

    /**
     * Allows moves forward again. It is in the log of acts.
     *
     * @param since the begin of the freeze that the author saw
     * @return false if that freeze is not in force
     */
    @CanIgnoreReturnValue
    boolean unfreeze(ResellerId reseller, Instant since, Cause cause);

    /** Returns a part of the acts of an account that are no moves of one unit, the newest first. */
    Part<LoggedAct> acts(ResellerId reseller, ActFilter filter, Cut cut);

    /** Returns the act of an account with an id; empty if there is none. */
    default Optional<LoggedAct> act(ResellerId reseller, String id) {
        return acts(reseller, ActFilter.ALL, Cut.WHOLE).rows().stream()
                .filter(act -> act.id().equals(id))
                .findFirst();
    }

    /**
     * Adds to the acts of an account what one came to with each unit.
     *
     * @param result as {@link Acted#lines()}
     * @return the entry
     */
    LoggedAct note(ResellerId reseller, LoggedAct.Kind kind, Cause cause, String result);
}
