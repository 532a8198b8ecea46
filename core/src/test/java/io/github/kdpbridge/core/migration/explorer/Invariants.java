package io.github.kdpbridge.core.migration.explorer;

import org.jspecify.annotations.Nullable;

/** Judges steps and the states after them. Of several broken invariants the first counts; the others follow from it. */
final class Invariants {
    private final boolean isOrderly;
    private final boolean isPruned;
    private final Claims claims;

    Invariants(Design design, World world) {
        isOrderly = MoverSteps.isOrderly(design, world);
        isPruned = world.troubles().prunes() > 0;
        claims = new Claims(design, world);
    }

    /** Returns the invariant that a step breaks, whatever was before. */
    @Nullable Invariant brokenBy(State before, State after) {
        int left = 3 - before.get(Cell.SERVING);
        for (int name = 0; name < State.NAMES; name++) {
            int at = State.at(left, name);
            if (isOrderly && after.get(Cell.ACCEPTED, at) > before.get(Cell.ACCEPTED, at)) {
                return Invariant.I6;
            }
        }
        return null;
    }

    /** Returns the invariant that is broken in a state. */
    @Nullable Invariant brokenIn(State state) {
        for (int name = 0; name < State.NAMES; name++) {
            if (state.get(Cell.ACCEPTED, State.at(1, name)) + state.get(Cell.ACCEPTED, State.at(2, name)) > 1) {
                return Invariant.I1;
            }
        }
        for (Write write : Write.ALL) {
            if (!isTrue(state, write)) {
                return Invariant.I4;
            }
            if (isAskedElsewhere(state, write)) {
                return Invariant.I2;
            }
        }
        return isOrderly && isInProgress(state, 1) && isInProgress(state, 2) ? Invariant.I3 : null;
    }

    /** Returns whether the caller's last answer is true. An entry that the retention deleted cannot tell. */
    private boolean isTrue(State state, Write write) {
        boolean isDone = state.knows(1, write) || state.knows(2, write);
        return switch (state.told(write)) {
            case ACCEPTED -> isDone;
            case REFUSED -> !isDone || isPruned;
            case LATER -> !isDone || state.recorded(write) != Recorded.NOTHING || isPruned;
            case NOTHING, UNKNOWN -> true;
        };
    }

    private boolean isAskedElsewhere(State state, Write write) {
        int pin = claims.pin(state, write);
        return state.told(write) == Told.ACCEPTED && pin != 0 && !state.knows(pin, write);
    }

    private static boolean isInProgress(State state, int side) {
        for (int name = 0; name < State.NAMES; name++) {
            if (state.isInProgress(side, name)) {
                return true;
            }
        }
        return false;
    }
}
