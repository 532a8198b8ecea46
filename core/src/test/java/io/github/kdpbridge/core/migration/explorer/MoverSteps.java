package io.github.kdpbridge.core.migration.explorer;

/** A move of the unit to the other side: hold, drained, flip; or at once. */
final class MoverSteps {
    private final Design design;
    private final World world;

    MoverSteps(Design design, World world) {
        this.design = design;
        this.world = world;
    }

    void from(State state, Steps steps) {
        int hold = state.get(Cell.HOLD);
        if (hold == 0 && state.get(Cell.FLIPS_LEFT) > 0) {
            begin(state, 3 - state.get(Cell.SERVING), steps);
        }
        if (hold != 0) {
            if (isDrained(state)) {
                State flipped = state.copy();
                flipped.set(Cell.SERVING, hold);
                flipped.set(Cell.HOLD, 0);
                steps.add(flipped, "the mover sees it drained and flips to gen%d", hold);
            }
            State givenUp = state.copy();
            givenUp.set(Cell.HOLD, 0);
            steps.add(givenUp, "the mover gives up");
        }
    }

    private void begin(State state, int side, Steps steps) {
        State next = state.copy();
        next.decrement(Cell.FLIPS_LEFT, 0);
        if (isOrderly(design, world)) {
            next.set(Cell.HOLD, side);
            steps.add(next, "the mover holds new writes, to move to gen%d", side);
        } else {
            next.set(Cell.SERVING, side);
            steps.add(next, "the operator flips to gen%d at once", side);
        }
    }

    /** Returns whether moves keep the order of writes. */
    static boolean isOrderly(Design design, World world) {
        return design.has(Rule.HOLD_AND_DRAIN) && !world.troubles().isAtOnce();
    }

    private boolean isDrained(State state) {
        int side = state.get(Cell.SERVING);
        for (Write write : Write.ALL) {
            if (state.get(Cell.PIN, write) == side && !isSettled(state, side, write)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSettled(State state, int side, Write write) {
        return switch (state.recorded(write)) {
            case NOTHING, NAME -> true;
            case OPEN -> false;
            case ABSENT -> !design.has(Rule.QUARANTINE);
            case ACCEPTED ->
                !design.has(Rule.AWAIT_COMPLETE)
                        || !state.knows(side, write)
                        || !state.isInProgress(side, write.transaction());
        };
    }
}
