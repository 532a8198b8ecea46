package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;

/**
 * What a step forward of a unit would meet now.
 *
 * @param route the unit's route, whose epoch confirms the plan
 * @param to the next phase
 * @param state whether the unit would move
 * @param gates the gates with their numbers; none before their turn, or while the unit moves
 * @param text the numbers in words, or what else keeps the unit
 */
public record PlannedMove(Route route, Phase to, State state, List<Gate> gates, String text) {
    /** Whether a unit would move. */
    public enum State {
        /** All gates are open. */
        READY,
        /** A gate waits for data or time. */
        NOT_YET,
        /** A gate speaks against it. */
        BLOCKED,
        /** The phase that was asked for is more than one step away. */
        FIRST,
        /** A move of the unit is under way. */
        MOVING,
        /** The account is frozen, whatever the gates say. */
        FROZEN
    }

    public PlannedMove {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(state, "state");
        gates = ImmutableList.copyOf(gates);
        Objects.requireNonNull(text, "text");
    }
}
