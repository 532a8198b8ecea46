package io.github.kdpbridge.core.migration;

import java.util.Objects;

/**
 * A condition of a move forward.
 *
 * @param name its name, one word
 * @param state whether it is open
 * @param number what was counted, and what is needed, in words that need no name: {@code 3 compared of 20}
 * @param lacks how far it is from being open, in what it counts: more is worse; 0 if nothing is counted
 */
public record Gate(String name, State state, String number, long lacks) {
    /** Whether a gate is open; the later ones are worse. */
    public enum State {
        /** The move may pass. */
        READY,
        /** Too little is known, or not enough time has gone by: that is no success, and no failure. */
        NOT_YET,
        /** What is known speaks against the move. */
        BLOCKED
    }

    public Gate {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(number, "number");
    }

    /** Returns a gate that is open if nothing is lacking, and else waits. */
    static Gate waits(String name, long lacks, String number) {
        return new Gate(name, lacks <= 0 ? State.READY : State.NOT_YET, number, Math.max(0, lacks));
    }

    /** Returns a gate that nothing may speak against; without data it waits. */
    static Gate blocks(String name, boolean hasData, long against, String number) {
        State clean = hasData ? State.READY : State.NOT_YET;
        return new Gate(name, against > 0 ? State.BLOCKED : clean, number, against);
    }

    /** Returns whether more speaks against it than when it was seen. */
    boolean isWorseThan(Gate seen) {
        int change = state.compareTo(seen.state);
        return change > 0 || (change == 0 && lacks > seen.lacks);
    }

    /** Returns the number. */
    @Override
    public String toString() {
        return number;
    }
}
