package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.migration.Move.Kind;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a move may begin. Implementations of {@link Routes} ask it in the transaction that begins the move.
 *
 * @param route the unit's route
 * @param last the last entry in the unit's log; null if it never moved
 * @param freeze the account's freeze; null if moves forward are allowed
 */
public record MoveCheck(
        Route route, @Nullable LoggedMove last, @Nullable Freeze freeze) {
    public MoveCheck {
        Objects.requireNonNull(route, "route");
    }

    /**
     * Checks a move.
     *
     * @param epoch the epoch of the route that the operator saw
     * @throws MoveRefusedException if it may not begin
     */
    public void require(Move move, long epoch) {
        requireSeen(epoch);
        requireKnown(move);
        if (move.from() != route.phase()) {
            throw refused(
                    Reason.ILLEGAL,
                    "it is in %s, not in %s; %s".formatted(route.phase(), move.from(), Move.legal(route.phase())));
        }
        if (move.cause().via() == Cause.Via.RULE && (move.isForward() || move.kind() == Kind.REOPEN)) {
            throw refused(
                    Reason.ILLEGAL,
                    "%s may only bring it back".formatted(move.cause().who()));
        }
        if (move.isForward() && freeze != null) {
            throw refused(
                    Reason.FROZEN,
                    "%s froze the account: %s; moves back are possible"
                            .formatted(freeze.cause().who(), freeze.cause().reason()));
        }
        LoggedMove running = running();
        if (running != null && !isCancelledBy(running, move)) {
            throw refused(
                    Reason.RUNNING,
                    "%s moves it from %s; wait, cancel that move, or bring the unit back at once"
                            .formatted(running.move().cause().who(), running.move()));
        }
    }

    private void requireKnown(Move move) {
        if (move.kind() == Move.Kind.UNKNOWN) {
            throw refused(Reason.ILLEGAL, "a move of a later version of kdp-bridge begins there");
        }
        if (last != null && last.isUnclear()) {
            throw refused(
                    Reason.RUNNING,
                    "only a later version of kdp-bridge knows whether a move of it is under way (epoch %d of its log: %s);"
                                    .formatted(last.epoch(), last.move().cause().evidence())
                            + " update this one, or move the unit with that version");
        }
    }

    /**
     * Checks that the unit is as an operator saw it.
     *
     * @param epoch the epoch of the route then
     * @throws MoveRefusedException if it has changed since; the message names the author
     */
    public void requireSeen(long epoch) {
        if (epoch != route.epoch()) {
            throw refused(
                    Reason.STALE,
                    "it changed meanwhile%s (epoch %d, not %d); look at it again"
                            .formatted(by(), route.epoch(), epoch));
        }
    }

    /** Returns the move that is under way; null if none is. A move that passes the check cancels it. */
    public @Nullable LoggedMove running() {
        return last != null && last.isRunning() ? last : null;
    }

    /** An emergency cannot wait for anything, and a way back not for a way forward. */
    private static boolean isCancelledBy(LoggedMove running, Move move) {
        return move.kind() == Kind.NOW
                || (move.kind() == Kind.BACK && running.move().isForward());
    }

    private MoveRefusedException refused(Reason reason, String why) {
        return new MoveRefusedException(reason, "%s does not move: %s".formatted(route.unit(), why));
    }

    private String by() {
        return last == null
                ? ""
                : " by %s: %s, %s".formatted(last.move().cause().who(), last.result(), last.move());
    }
}
