package io.github.kdpbridge.core.migration.explorer;

/** What happens without a gateway: late requests, the services' own work, the quarantine and the retention. */
final class ServiceSteps {
    private final Design design;
    private final Claims claims;

    ServiceSteps(Design design, World world) {
        this.design = design;
        this.claims = new Claims(design, world);
    }

    void from(State state, Steps steps) {
        for (int side = 1; side <= 2; side++) {
            for (Write write : Write.ALL) {
                if (state.get(Cell.LATE, State.late(side, write)) > 0) {
                    arriveLate(state, side, write, steps);
                }
            }
            for (int transaction = 0; transaction < State.NAMES; transaction++) {
                if (state.isInProgress(side, transaction)) {
                    State next = state.copy();
                    next.complete(side, transaction);
                    steps.add(next, "gen%d completes T%d", side, transaction);
                }
            }
        }
        for (Write write : Write.ALL) {
            endQuarantine(state, write, steps);
            if (state.get(Cell.PRUNES_LEFT) > 0 && state.recorded(write) == Recorded.ACCEPTED) {
                State next = state.copy();
                next.decrement(Cell.PRUNES_LEFT, 0);
                claims.forget(next, write, design.has(Rule.NAMES_OUTLIVE_ENTRIES));
                steps.add(next, "the retention deletes %s", write);
            }
        }
    }

    private static void arriveLate(State state, int side, Write write, Steps steps) {
        State never = state.copy();
        never.decrement(Cell.LATE, State.late(side, write));
        steps.add(never, "the late request for %s never reaches gen%d", write, side);
        State arrived = never.copy();
        String does = arrived.accept(side, write) ? "accepts" : "refuses";
        steps.add(arrived, "the late request for %s reaches gen%d, which %s it", write, side, does);
    }

    private void endQuarantine(State state, Write write, Steps steps) {
        if (state.recorded(write) != Recorded.ABSENT || !design.has(Rule.QUARANTINE) || isOnItsWay(state, write)) {
            return;
        }
        int side = state.get(Cell.PIN, write);
        boolean known = state.knows(side, write);
        State next = state.copy();
        if (known) {
            next.set(Cell.RECORDED, write, Recorded.ACCEPTED);
        } else {
            claims.forget(next, write, false);
        }
        String answer = known ? "knows it after all" : "does not know it: forgotten";
        steps.add(next, "the quarantine of %s is over, gen%d %s", write, side, answer);
    }

    private static boolean isOnItsWay(State state, Write write) {
        for (int side = 1; side <= 2; side++) {
            if (state.get(Cell.LATE, State.late(side, write)) > 0) {
                return true;
            }
        }
        for (int gateway = 0; gateway < State.GATEWAYS; gateway++) {
            if (state.worksOn(gateway, write) && state.stage(gateway) == Stage.SENT) {
                return true;
            }
        }
        return false;
    }
}
