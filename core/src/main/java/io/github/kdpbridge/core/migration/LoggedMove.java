package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An entry in a unit's log. Entries are only added. A move that waits has two: one when it begins, one when it ends.
 *
 * @param unit the unit
 * @param epoch the entry's number, from 1; each epoch of the unit has one entry
 * @param move the move; its cause is that of this entry: a cancelled move has the cause of the cancellation
 * @param result what the entry tells
 * @param at when
 */
public record LoggedMove(Unit unit, long epoch, Move move, Result result, Instant at) {
    /** The state of a move. */
    public enum Result {
        /** It waits until the unit is drained. */
        BEGUN,
        /** The unit is in the new phase. */
        MOVED,
        /** It waited too long; the unit is where it was. */
        GIVEN_UP,
        /** An operator, or a more urgent move, ended it; the unit is where it was. */
        CANCELLED,
        /** What only a later version knows; the evidence names it. */
        UNKNOWN
    }

    /**
     * Checks the epoch.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public LoggedMove {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(move, "move");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(at, "at");
        checkArgument(epoch >= 1, "epoch must be 1 or more, not %s", epoch);
    }

    /** Returns whether the move is under way if this is the last entry. */
    public boolean isRunning() {
        return result == Result.BEGUN && move.kind() != Move.Kind.UNKNOWN;
    }

    /** Returns whether only a later version knows if the move is under way. */
    public boolean isUnclear() {
        return result == Result.UNKNOWN || (result == Result.BEGUN && move.kind() == Move.Kind.UNKNOWN);
    }

    /** Returns whether a text is a part of what it tells, whatever the case of its ASCII letters. */
    boolean holds(String text) {
        Cause cause = move.cause();
        return DifferenceFilter.isFound(
                text,
                Stream.of(
                        unit.kind().name(),
                        unit.label(),
                        move.from() + " to " + move.to(),
                        result.name(),
                        cause.who(),
                        cause.via().name(),
                        cause.reason(),
                        cause.evidence()));
    }

    /** Returns whether a stop rule brought the unit back, or is about to. */
    public boolean isBroughtBack() {
        return move.cause().via() == Cause.Via.RULE && (result == Result.BEGUN || result == Result.MOVED);
    }
}
