package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;

/**
 * Ends moves that are under way; the units stay where they are.
 *
 * @param cause who ends them, and why
 */
record Cancellation(Routes routes, Cause cause) {
    /**
     * Ends the move of a unit.
     *
     * @param epoch the epoch of the move that the operator saw
     * @throws MoveRefusedException if none is under way, or another one
     */
    Done of(UnitState state, long epoch) {
        Route route = state.route();
        Unit unit = route.unit();
        new MoveCheck(route, state.last(), null).requireSeen(epoch);
        LoggedMove running = state.running();
        if (running == null) {
            throw new MoveRefusedException(
                    Reason.ILLEGAL, "%s has no move under way; %s".formatted(unit, Move.legal(route.phase())));
        }
        if (!routes.end(unit, running.epoch(), LoggedMove.Result.CANCELLED, cause)) {
            throw new MoveRefusedException(
                    Reason.STALE,
                    "the move %s of %s is over meanwhile; look at it again".formatted(running.move(), unit));
        }
        Route after = routes.find(unit).orElse(route);
        return new Done(unit.label(), after, Acted.Result.MOVED, running.move() + " is cancelled");
    }
}
