package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.core.error.Generation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of a unit go. A copy of it may be out of date: a write is routed by the ledger, which compares epochs.
 *
 * @param unit the unit
 * @param phase its phase
 * @param epoch the number of entries in its log; 0 if it never moved
 * @param hold the generation that a move holds new writes for; null if new writes go on
 */
public record Route(
        Unit unit, Phase phase, long epoch, @Nullable Generation hold) {
    /**
     * Checks the epoch.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Route {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(phase, "phase");
        checkArgument(epoch >= 0, "epoch must be 0 or more, not %s", epoch);
    }

    /** Returns the route of a unit at its first sight. */
    public static Route first(Unit unit, Phase start) {
        return new Route(unit, start, 0, null);
    }

    /** Returns the generation that writes go to, unless their transaction is pinned to the other. */
    public Generation writes() {
        return phase.writes();
    }

    /** Returns the generation that answers lists. */
    public Generation lists() {
        return phase.lists();
    }

    /** Returns whether writes under new transaction ids have to come back later. */
    public boolean isHeld() {
        return hold != null;
    }

    /** Returns this route, with new writes held for a generation, or going on if it is null. */
    public Route withHold(@Nullable Generation side) {
        return new Route(unit, phase, epoch, side);
    }

    /** Returns the route after an entry in the log; nothing is held any longer. */
    public Route next(Phase to) {
        return new Route(unit, to, epoch + 1, null);
    }
}
