package io.github.kdpbridge.core.migration.explorer;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;

/**
 * What can happen: how often at most, and to which writes.
 *
 * @param flips the moves that an operator starts
 * @param tries how often callers send each write, in the order of {@link Write}
 * @param resends how often a gateway sends a write again that the service does not know
 * @param troubles what else goes wrong
 */
@Immutable
record World(String name, int flips, ImmutableList<Integer> tries, int resends, Troubles troubles) {
    /**
     * What goes wrong.
     *
     * @param crashes how often a gateway is killed
     * @param standstills how often a gateway stands still for so long that it seems dead
     * @param prunes how often the retention deletes an entry
     * @param isLate whether a request may arrive after its sender gave up
     * @param isAtOnce whether a move is an emergency, which waits for nothing
     * @param isNameUsed whether T0 was used at gen1 before the bridge was there, with other content
     */
    @Immutable
    record Troubles(int crashes, int standstills, int prunes, boolean isLate, boolean isAtOnce, boolean isNameUsed) {
        static final Troubles NONE = new Troubles(0, 0, 0, false, false, false);
        static final Troubles LATE = new Troubles(0, 0, 0, true, false, false);
        static final Troubles CRASH = new Troubles(1, 0, 0, false, false, false);
        static final Troubles CRASH_AND_LATE = new Troubles(1, 0, 0, true, false, false);
        static final Troubles STANDSTILL = new Troubles(0, 1, 0, false, false, false);
        static final Troubles PRUNE = new Troubles(0, 0, 1, false, false, false);
        static final Troubles AT_ONCE = new Troubles(1, 0, 0, true, true, false);
        static final Troubles USED_NAME = new Troubles(0, 0, 0, false, false, true);
        static final Troubles CRASH_STANDSTILL_AND_LATE = new Troubles(1, 1, 0, true, false, false);
    }

    /** One write of three tries, there and back. */
    static final World W1 = new World("W1", 2, ImmutableList.of(3, 0, 0), 1, Troubles.LATE);
    /** Two writes. */
    static final World W2 = new World("W2", 1, ImmutableList.of(2, 1, 0), 0, Troubles.CRASH_AND_LATE);
    /** The same name with other content. */
    static final World W3 = new World("W3", 1, ImmutableList.of(2, 0, 1), 0, Troubles.CRASH_AND_LATE);
    /** A gateway that only seems dead. */
    static final World W4 = new World("W4", 1, ImmutableList.of(2, 1, 0), 1, Troubles.STANDSTILL);
    /** A name that was used at gen1 before the bridge was there. */
    static final World W5 = new World("W5", 1, ImmutableList.of(3, 0, 0), 0, Troubles.USED_NAME);
    /** The retention deletes an entry. */
    static final World W6 = new World("W6", 1, ImmutableList.of(3, 0, 0), 0, Troubles.PRUNE);
    /** Flips at once, as in an emergency. */
    static final World W7 = new World("W7", 2, ImmutableList.of(2, 1, 0), 0, Troubles.AT_ONCE);
    /** There and back, with a crash and a gateway that only seems dead. */
    static final World W8 = new World("W8", 2, ImmutableList.of(3, 0, 0), 1, Troubles.CRASH_STANDSTILL_AND_LATE);
    /** Two writes of two tries, there and back. */
    static final World W9 = new World("W9", 2, ImmutableList.of(2, 2, 0), 0, Troubles.CRASH);

    State start() {
        State start = new State();
        start.set(Cell.SERVING, 1);
        start.set(Cell.FLIPS_LEFT, flips);
        start.set(Cell.CRASHES_LEFT, troubles.crashes());
        start.set(Cell.STANDSTILLS_LEFT, troubles.standstills());
        start.set(Cell.PRUNES_LEFT, troubles.prunes());
        for (Write write : Write.ALL) {
            start.set(Cell.TRIES_LEFT, write, tries.get(write.number()));
        }
        for (int gateway = 0; gateway < State.GATEWAYS; gateway++) {
            start.set(Cell.LIFE, gateway, Life.ALIVE);
            start.set(Cell.CACHED_SERVING, gateway, 1);
        }
        if (troubles.isNameUsed()) {
            start.accept(1, Write.T0_OTHER);
            start.complete(1, Write.T0_OTHER.transaction());
        }
        return start;
    }

    @Override
    public String toString() {
        return name;
    }
}
