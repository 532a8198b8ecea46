package io.github.kdpbridge.core.migration.explorer;

/** What a gateway can do next: take a write, claim it, send it, hear or miss the answer, die, and live again. */
final class GatewaySteps {
    private final Design design;
    private final World world;
    private final Claims claims;

    GatewaySteps(Design design, World world) {
        this.design = design;
        this.world = world;
        this.claims = new Claims(design, world);
    }

    void from(State state, int gateway, Steps steps) {
        Life life = state.life(gateway);
        if (life == Life.ALIVE && state.stage(gateway) == Stage.IDLE) {
            claims.take(state, gateway, steps);
        }
        if (life != Life.DEAD && state.stage(gateway) != Stage.IDLE) {
            work(state, gateway, Write.ALL.get(state.get(Cell.JOB, gateway) - 1), steps);
        }
        fate(state, gateway, steps);
        if (life != Life.DEAD) {
            readRoute(state, gateway, steps);
        }
        if (life == Life.ALIVE) {
            keep(state, gateway, steps);
        }
    }

    private void work(State state, int gateway, Write write, Steps steps) {
        switch (state.stage(gateway)) {
            case DECIDED -> claims.commit(state, gateway, write, steps);
            case CLAIMED -> send(state, gateway, write, steps);
            case SENT -> travel(state, gateway, write, steps);
            case LOST -> ask(state, gateway, write, steps);
            case TAKEN -> {
                State next = state.copy();
                claims.accepted(next, gateway, write);
                steps.add(next, "%s records %s as accepted", name(gateway), write);
            }
            case DUPLICATE -> refused(state, gateway, write, steps);
            case IDLE -> throw new IllegalStateException("an idle gateway works");
        }
    }

    private void send(State state, int gateway, Write write, Steps steps) {
        State next = state.copy();
        if (design.has(Rule.LEASE_BEFORE_SEND)
                && state.life(gateway) == Life.SEEMS_DEAD
                && !state.owns(gateway, write)) {
            next.idle(gateway);
            steps.add(next, "%s sees that its lease is over and does not send %s", name(gateway), write);
        } else {
            next.set(Cell.STAGE, gateway, Stage.SENT);
            steps.add(next, "%s sends %s to gen%d", name(gateway), write, state.get(Cell.SIDE, gateway));
        }
    }

    private void travel(State state, int gateway, Write write, Steps steps) {
        int side = state.get(Cell.SIDE, gateway);
        State lost = state.copy();
        lost.set(Cell.STAGE, gateway, Stage.LOST);
        steps.add(lost, "the request of %s for %s is lost", name(gateway), write);
        if (world.troubles().isLate() && state.get(Cell.LATE, State.late(side, write)) == 0) {
            State late = lost.copy();
            late.set(Cell.LATE, State.late(side, write), 1);
            steps.add(late, "%s no longer waits for gen%d, where %s is still on its way", name(gateway), side, write);
        }
        State heard = state.copy();
        boolean accepted = heard.accept(side, write);
        State unheard = heard.copy();
        heard.set(Cell.STAGE, gateway, accepted ? Stage.TAKEN : Stage.DUPLICATE);
        unheard.set(Cell.STAGE, gateway, Stage.LOST);
        String does = accepted ? "accepts" : "refuses";
        steps.add(heard, "gen%d %s %s of %s", side, does, write, name(gateway));
        steps.add(unheard, "gen%d %s %s of %s, and the answer is lost", side, does, write, name(gateway));
    }

    private void ask(State state, int gateway, Write write, Steps steps) {
        int side = state.get(Cell.SIDE, gateway);
        if (state.knows(side, write)) {
            State known = state.copy();
            claims.accepted(known, gateway, write);
            steps.add(known, "%s asks gen%d for %s: known", name(gateway), side, write);
            return;
        }
        if (state.get(Cell.RESENDS_LEFT, gateway) > 0) {
            State again = state.copy();
            again.decrement(Cell.RESENDS_LEFT, gateway);
            again.set(Cell.AGAIN, gateway, 1);
            again.set(Cell.STAGE, gateway, Stage.CLAIMED);
            steps.add(again, "%s asks gen%d for %s: unknown, to be sent again", name(gateway), side, write);
        }
        State unknown = state.copy();
        if (state.owns(gateway, write)) {
            unknown.set(Cell.RECORDED, write, Recorded.OPEN);
            unknown.set(Cell.OWNER, write, 0);
        }
        unknown.set(Cell.TOLD, write, Told.UNKNOWN);
        unknown.idle(gateway);
        steps.add(unknown, "%s gives up on %s: 502", name(gateway), write);
    }

    private void refused(State state, int gateway, Write write, Steps steps) {
        int side = state.get(Cell.SIDE, gateway);
        State next = state.copy();
        if (state.get(Cell.AGAIN, gateway) == 1 && state.knows(side, write)) {
            claims.accepted(next, gateway, write);
            steps.add(next, "%s takes the refusal of %s for its own earlier attempt: accepted", name(gateway), write);
            return;
        }
        if (!state.owns(gateway, write) && design.has(Rule.CLAIM_AGAIN_WHEN_TAKEN_OVER)) {
            claims.claim(next, gateway, write, side);
            steps.add(next, "%s lost the claim of %s and claims it again", name(gateway), write);
            return;
        }
        if (state.owns(gateway, write)) {
            claims.forget(next, write, design.has(Rule.REMEMBER_DUPLICATES));
            next.set(Cell.OWNER, write, 0);
        }
        next.set(Cell.TOLD, write, Told.REFUSED);
        next.idle(gateway);
        steps.add(next, "%s tells the caller that %s is refused", name(gateway), write);
    }

    private static void fate(State state, int gateway, Steps steps) {
        Stage stage = state.stage(gateway);
        Life life = state.life(gateway);
        if (life == Life.ALIVE && state.get(Cell.CRASHES_LEFT) > 0 && stage != Stage.IDLE) {
            State killed = state.copy();
            killed.decrement(Cell.CRASHES_LEFT, 0);
            killed.set(Cell.LIFE, gateway, Life.DEAD);
            if (stage == Stage.SENT) {
                Write write = Write.ALL.get(state.get(Cell.JOB, gateway) - 1);
                killed.set(Cell.LATE, State.late(state.get(Cell.SIDE, gateway), write), 1);
            }
            killed.idle(gateway);
            steps.add(killed, "%s is killed", name(gateway));
        }
        boolean isBeforeSend = stage == Stage.CLAIMED || stage == Stage.DECIDED;
        if (life == Life.ALIVE && state.get(Cell.STANDSTILLS_LEFT) > 0 && isBeforeSend) {
            State standing = state.copy();
            standing.decrement(Cell.STANDSTILLS_LEFT, 0);
            standing.set(Cell.LIFE, gateway, Life.SEEMS_DEAD);
            steps.add(standing, "%s stands still and seems dead", name(gateway));
        }
        if (life == Life.DEAD || (life == Life.SEEMS_DEAD && stage == Stage.IDLE)) {
            State alive = state.copy();
            alive.set(Cell.LIFE, gateway, Life.ALIVE);
            cacheRoute(alive, gateway);
            steps.add(alive, "%s lives again", name(gateway));
        }
    }

    private static void readRoute(State state, int gateway, Steps steps) {
        State next = state.copy();
        cacheRoute(next, gateway);
        if (!next.equals(state)) {
            steps.add(next, "%s reads the route anew", name(gateway));
        }
    }

    private static void cacheRoute(State state, int gateway) {
        state.set(Cell.CACHED_SERVING, gateway, state.get(Cell.SERVING));
        state.set(Cell.CACHED_HOLD, gateway, state.get(Cell.HOLD));
    }

    /** The keeper settles open writes that no living gateway claims. */
    private static void keep(State state, int gateway, Steps steps) {
        for (Write write : Write.ALL) {
            if (state.recorded(write) == Recorded.OPEN && state.isFree(write)) {
                int side = state.get(Cell.PIN, write);
                boolean known = state.knows(side, write);
                State next = state.copy();
                next.set(Cell.RECORDED, write, known ? Recorded.ACCEPTED : Recorded.ABSENT);
                next.set(Cell.OWNER, write, 0);
                String answer = known ? "known" : "unknown";
                steps.add(next, "the keeper of %s asks gen%d for %s: %s", name(gateway), side, write, answer);
            }
        }
    }

    static String name(int gateway) {
        return gateway == 0 ? "A" : "B";
    }
}
