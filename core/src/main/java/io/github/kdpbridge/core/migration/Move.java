package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step of a unit's migration. There are no illegal ones: the constructor refuses them. An {@linkplain #unknown unknown} one
 * is only shown.
 *
 * @param from the unit's phase
 * @param to the phase after the move
 * @param kind how it moves
 * @param cause its author and reason
 */
public record Move(Phase from, Phase to, Kind kind, Cause cause) {
    /** How a unit moves. */
    public enum Kind {
        /** To a later phase, one step at a time. */
        FORWARD,
        /** Back, possible from every phase but the first and the last. */
        BACK,
        /** Forward or back without waiting for the transactions in progress, so that their order is not kept. */
        NOW,
        /** Out of the last phase. */
        REOPEN,
        /** In a way that only a later version knows, and from and to phases that may be others; the evidence names them. */
        UNKNOWN
    }

    /**
     * Checks the move.
     *
     * @throws MoveRefusedException if there is no such move
     */
    public Move {
        Objects.requireNonNull(cause, "cause");
        if (!legal(from, kind).contains(to)) {
            throw new MoveRefusedException(
                    Reason.ILLEGAL, "no move %s leads from %s to %s; %s".formatted(word(kind), from, to, legal(from)));
        }
    }

    /** Returns a step forward. */
    public static Move forward(Phase from, Phase to, Cause cause) {
        return new Move(from, to, Kind.FORWARD, cause);
    }

    /** Returns a step forward that waits for nothing. */
    public static Move forwardAtOnce(Phase from, Phase to, Cause cause) {
        return new Move(from, to, to.writes() == from.writes() ? Kind.FORWARD : Kind.NOW, cause);
    }

    /**
     * Returns the step back from a phase.
     *
     * @throws MoveRefusedException if none leads back from it
     */
    public static Move back(Phase from, Cause cause) {
        return new Move(from, from.back().orElse(from), Kind.BACK, cause);
    }

    /**
     * Returns the step back that waits for nothing.
     *
     * @throws MoveRefusedException if none leads back from the phase
     */
    public static Move backAtOnce(Phase from, Cause cause) {
        Phase to = from.back().orElse(from);
        return new Move(from, to, to.writes() == from.writes() ? Kind.BACK : Kind.NOW, cause);
    }

    /**
     * Returns the move out of the last phase.
     *
     * @param confirmed the unit's label, as the operator typed it
     * @throws MoveRefusedException if that is another
     */
    public static Move reopen(Unit unit, String confirmed, Cause cause) {
        if (!confirmed.equals(unit.label())) {
            throw new MoveRefusedException(
                    Reason.UNCONFIRMED,
                    "%s is not reopened: confirm it by typing %s, not \"%s\"".formatted(unit, unit.label(), confirmed));
        }
        return new Move(Phase.DONE, Phase.GEN2, Kind.REOPEN, cause);
    }

    /** Returns the phases that a move of a kind may lead to. */
    static List<Phase> legal(Phase from, Kind kind) {
        return switch (kind) {
            case FORWARD -> from.forward();
            case BACK -> from.back().stream().collect(ImmutableList.toImmutableList());
            case NOW ->
                Stream.concat(from.forward().stream(), from.back().stream())
                        .filter(to -> to.writes() != from.writes())
                        .collect(ImmutableList.toImmutableList());
            case REOPEN -> from == Phase.DONE ? ImmutableList.of(Phase.GEN2) : ImmutableList.of();
            case UNKNOWN -> ImmutableList.of(from);
        };
    }

    /** Returns what is legal from a phase, for a message: {@code legal from GEN1: forward to SHADOW}. */
    static String legal(Phase from) {
        List<String> moves = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Phase> phases = kind == Kind.UNKNOWN ? List.of() : legal(from, kind);
            if (!phases.isEmpty()) {
                moves.add(
                        phases.stream().map(Phase::name).collect(Collectors.joining(" or ", word(kind) + " to ", "")));
            }
        }
        return "legal from %s: %s".formatted(from, String.join(", ", moves));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case FORWARD -> "forward";
            case BACK -> "back";
            case NOW -> "at once";
            case REOPEN -> "reopen";
            case UNKNOWN -> "unknown";
        };
    }

    /**
     * Returns a step of a log that only a later version knows. It cannot begin.
     *
     * @param cause its evidence names what is not known
     */
    public static Move unknown(Cause cause) {
        return new Move(Phase.GEN1, Phase.GEN1, Kind.UNKNOWN, cause);
    }

    /** Returns whether it leads to a later phase. */
    public boolean isForward() {
        return to.compareTo(from) > 0;
    }

    /** Returns whether it has to wait until the unit is drained. */
    public boolean needsCutOver() {
        return kind != Kind.NOW && to.writes() != from.writes();
    }

    /** Returns the generation that writes go to after the move. */
    public Generation writes() {
        return to.writes();
    }

    /** Returns the same step with another cause, that of its end. */
    public Move with(Cause other) {
        return new Move(from, to, kind, other);
    }

    /** Returns the move without its reason: {@code SHADOW to CANARY}. */
    @Override
    public String toString() {
        return kind == Kind.UNKNOWN ? "an unknown move" : from + " to " + to;
    }
}
