package io.github.kdpbridge.core.migration.explorer;

import java.util.List;

/** A part of a {@link State}: one number, or one for each gateway, write, or name at a side. Sides are 1 and 2; 0 is none. */
enum Cell {
    /** The side that the unit's route says. */
    SERVING(0, 1),
    /** The side that a move holds new writes for. */
    HOLD(after(SERVING), 1),
    FLIPS_LEFT(after(HOLD), 1),
    CRASHES_LEFT(after(FLIPS_LEFT), 1),
    STANDSTILLS_LEFT(after(CRASHES_LEFT), 1),
    PRUNES_LEFT(after(STANDSTILLS_LEFT), 1),

    /** The side of a write. */
    PIN(after(PRUNES_LEFT), State.WRITES),
    /** A {@link Recorded}. */
    RECORDED(after(PIN), State.WRITES),
    /** The gateway that holds the claim, plus 1. */
    OWNER(after(RECORDED), State.WRITES),
    TRIES_LEFT(after(OWNER), State.WRITES),
    /** A {@link Told}. */
    TOLD(after(TRIES_LEFT), State.WRITES),

    /** A {@link Life}. */
    LIFE(after(TOLD), State.GATEWAYS),
    CACHED_SERVING(after(LIFE), State.GATEWAYS),
    CACHED_HOLD(after(CACHED_SERVING), State.GATEWAYS),
    /** The write that a gateway works on, plus 1. */
    JOB(after(CACHED_HOLD), State.GATEWAYS),
    /** A {@link Stage}. */
    STAGE(after(JOB), State.GATEWAYS),
    /** The side that the gateway's write goes to. */
    SIDE(after(STAGE), State.GATEWAYS),
    /** 1 if an earlier attempt may have arrived. */
    AGAIN(after(SIDE), State.GATEWAYS),
    RESENDS_LEFT(after(AGAIN), State.GATEWAYS),

    /** 1 if a request of the write is on its way to a side and its sender no longer waits. */
    LATE(after(RESENDS_LEFT), 2 * State.WRITES),
    /** The write that a side has under a name, plus 1; plus {@link State#COMPLETE} if it is completed. */
    AT_SIDE(after(LATE), 2 * State.NAMES),
    /** How often a side accepted a name. */
    ACCEPTED(after(AT_SIDE), 2 * State.NAMES);

    /** What makes one gateway differ from the other. */
    static final List<Cell> OF_GATEWAY =
            List.of(LIFE, CACHED_SERVING, CACHED_HOLD, JOB, STAGE, SIDE, AGAIN, RESENDS_LEFT);

    private final int offset;
    private final int size;

    Cell(int offset, int size) {
        this.offset = offset;
        this.size = size;
    }

    private static int after(Cell before) {
        return before.offset + before.size;
    }

    static int total() {
        return after(ACCEPTED);
    }

    int offset() {
        return offset;
    }
}
