package io.github.kdpbridge.core.migration.explorer;

/** The ledger's part: which side a write is claimed for, and what is recorded of it. */
final class Claims {
    private final Design design;
    private final World world;

    Claims(Design design, World world) {
        this.design = design;
        this.world = world;
    }

    /** A caller sends a write to an idle gateway. */
    void take(State state, int gateway, Steps steps) {
        for (Write write : Write.ALL) {
            if (state.get(Cell.TRIES_LEFT, write) > 0 && !isAtWork(state, write)) {
                take(state, gateway, write, steps);
            }
        }
    }

    private static boolean isAtWork(State state, Write write) {
        for (int gateway = 0; gateway < State.GATEWAYS; gateway++) {
            if (state.life(gateway) == Life.ALIVE && state.worksOn(gateway, write)) {
                return true;
            }
        }
        return false;
    }

    private void take(State state, int gateway, Write write, Steps steps) {
        State next = state.copy();
        next.decrement(Cell.TRIES_LEFT, write.number());
        if (state.told(write) != Told.ACCEPTED) {
            next.set(Cell.TOLD, write, Told.NOTHING);
        }
        String name = GatewaySteps.name(gateway);
        boolean isFresh = design.has(Rule.ROUTE_IN_CLAIM) || design.has(Rule.ROUTE_IN_SNAPSHOT);
        int serving = isFresh ? state.get(Cell.SERVING) : state.get(Cell.CACHED_SERVING, gateway);
        int hold = isFresh ? state.get(Cell.HOLD) : state.get(Cell.CACHED_HOLD, gateway);
        int pin = pin(state, write);
        boolean isNew = state.recorded(write) == Recorded.NOTHING && pin == 0;
        if (isNew && hold != 0) {
            next.set(Cell.TOLD, write, Told.LATER);
            steps.add(next, "%s takes %s: held, 503", name, write);
            return;
        }
        if (isNew && design.has(Rule.ASK_GEN1_FOR_UNKNOWN_NAMES) && serving == 2 && state.isUsed(1, write)) {
            next.set(Cell.TOLD, write, Told.REFUSED);
            next.set(Cell.RECORDED, write, Recorded.NAME);
            next.set(Cell.PIN, write, 1);
            steps.add(next, "%s takes %s: gen1 knows the name, 409", name, write);
            return;
        }
        int side = pin == 0 ? serving : pin;
        next.set(Cell.JOB, gateway, 1 + write.number());
        next.set(Cell.SIDE, gateway, side);
        next.set(Cell.RESENDS_LEFT, gateway, world.resends());
        if (design.has(Rule.ROUTE_IN_SNAPSHOT)) {
            next.set(Cell.STAGE, gateway, Stage.DECIDED);
            steps.add(next, "%s takes %s and reads: gen%d", name, write, side);
        } else {
            claim(next, gateway, write, side);
            steps.add(next, "%s takes %s and claims it for gen%d", name, write, side);
        }
    }

    void commit(State state, int gateway, Write write, Steps steps) {
        int side = state.get(Cell.SIDE, gateway);
        State next = state.copy();
        claim(next, gateway, write, side);
        steps.add(next, "%s commits its claim of %s for gen%d", GatewaySteps.name(gateway), write, side);
    }

    /** Returns the side that binds a new attempt; 0 if none does. */
    int pin(State state, Write write) {
        if (design.has(Rule.PIN_BY_CONTENT) || design.has(Rule.PIN_BY_NAME)) {
            if (isPinned(state, write)) {
                return state.get(Cell.PIN, write);
            }
        }
        if (design.has(Rule.PIN_BY_NAME)) {
            for (Write other : Write.ALL) {
                if (other.transaction() == write.transaction() && isPinned(state, other)) {
                    return state.get(Cell.PIN, other);
                }
            }
        }
        return 0;
    }

    private boolean isPinned(State state, Write write) {
        return switch (state.recorded(write)) {
            case NOTHING -> false;
            case ABSENT -> design.has(Rule.ABSENT_KEEPS_PIN);
            case OPEN, ACCEPTED, NAME -> true;
        };
    }

    void claim(State state, int gateway, Write write, int side) {
        switch (state.recorded(write)) {
            case ACCEPTED -> {
                state.set(Cell.TOLD, write, Told.ACCEPTED);
                state.idle(gateway);
            }
            case NOTHING, NAME -> own(state, gateway, write, side, Stage.CLAIMED);
            case OPEN -> {
                if (state.isFree(write)) {
                    claimAgain(state, gateway, write, side);
                } else {
                    if (state.told(write) != Told.ACCEPTED) {
                        state.set(Cell.TOLD, write, Told.UNKNOWN);
                    }
                    state.idle(gateway);
                }
            }
            case ABSENT -> claimAgain(state, gateway, write, side);
        }
    }

    /** An earlier attempt may have arrived, so the service is asked first. */
    private void claimAgain(State state, int gateway, Write write, int side) {
        boolean binds = (design.has(Rule.PIN_BY_CONTENT) || design.has(Rule.PIN_BY_NAME)) && isPinned(state, write);
        own(state, gateway, write, binds ? state.get(Cell.PIN, write) : side, Stage.LOST);
        state.set(Cell.AGAIN, gateway, 1);
        state.set(Cell.RESENDS_LEFT, gateway, Math.max(1, world.resends()));
    }

    private static void own(State state, int gateway, Write write, int side, Stage stage) {
        state.set(Cell.PIN, write, side);
        state.set(Cell.RECORDED, write, Recorded.OPEN);
        state.set(Cell.OWNER, write, 1 + gateway);
        state.set(Cell.SIDE, gateway, side);
        state.set(Cell.AGAIN, gateway, 0);
        state.set(Cell.STAGE, gateway, stage);
    }

    /** Ends a gateway's work on a write that its side has. */
    void accepted(State state, int gateway, Write write) {
        Recorded recorded = state.recorded(write);
        if (recorded == Recorded.OPEN || recorded == Recorded.ABSENT || state.owns(gateway, write)) {
            state.set(Cell.RECORDED, write, Recorded.ACCEPTED);
            state.set(Cell.PIN, write, state.get(Cell.SIDE, gateway));
        }
        state.set(Cell.OWNER, write, 0);
        state.set(Cell.TOLD, write, Told.ACCEPTED);
        state.idle(gateway);
    }

    /** Deletes an entry, with or without its pin. */
    void forget(State state, Write write, boolean keepsName) {
        state.set(Cell.RECORDED, write, keepsName ? Recorded.NAME : Recorded.NOTHING);
        if (!keepsName) {
            state.set(Cell.PIN, write, 0);
        }
    }
}
