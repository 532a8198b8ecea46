package io.github.kdpbridge.core.migration.explorer;

import java.util.Arrays;

/** A moment of the model. Changed only until it is explored. */
final class State {
    static final int GATEWAYS = 2;
    static final int WRITES = 3;
    static final int NAMES = 2;
    /** Above the number of any write. */
    static final int COMPLETE = WRITES + 1;

    private static final Life[] LIVES = Life.values();
    private static final Stage[] STAGES = Stage.values();
    private static final Recorded[] RECORDED = Recorded.values();
    private static final Told[] TOLD = Told.values();

    private final byte[] cells;

    State() {
        this(new byte[Cell.total()]);
    }

    private State(byte[] cells) {
        this.cells = cells;
    }

    State copy() {
        return new State(cells.clone());
    }

    int get(Cell cell) {
        return get(cell, 0);
    }

    int get(Cell cell, int index) {
        return cells[cell.offset() + index];
    }

    int get(Cell cell, Write write) {
        return get(cell, write.number());
    }

    void set(Cell cell, int value) {
        set(cell, 0, value);
    }

    void set(Cell cell, int index, int value) {
        cells[cell.offset() + index] = (byte) value;
    }

    void set(Cell cell, int index, Enum<?> value) {
        set(cell, index, number(value));
    }

    void set(Cell cell, Write write, int value) {
        set(cell, write.number(), value);
    }

    void set(Cell cell, Write write, Enum<?> value) {
        set(cell, write.number(), number(value));
    }

    void decrement(Cell cell, int index) {
        cells[cell.offset() + index]--;
    }

    @SuppressWarnings("EnumOrdinal") // a cell holds a number
    private static int number(Enum<?> value) {
        return value.ordinal();
    }

    Life life(int gateway) {
        return LIVES[get(Cell.LIFE, gateway)];
    }

    Stage stage(int gateway) {
        return STAGES[get(Cell.STAGE, gateway)];
    }

    Recorded recorded(Write write) {
        return RECORDED[get(Cell.RECORDED, write)];
    }

    Told told(Write write) {
        return TOLD[get(Cell.TOLD, write)];
    }

    boolean worksOn(int gateway, Write write) {
        return get(Cell.JOB, gateway) == 1 + write.number();
    }

    boolean owns(int gateway, Write write) {
        return get(Cell.OWNER, write) == 1 + gateway;
    }

    /** Returns whether no gateway that seems alive holds the claim. */
    boolean isFree(Write write) {
        int owner = get(Cell.OWNER, write);
        return owner == 0 || life(owner - 1) != Life.ALIVE;
    }

    /** Ends the work of a gateway. */
    void idle(int gateway) {
        for (Cell cell : new Cell[] {Cell.JOB, Cell.STAGE, Cell.SIDE, Cell.AGAIN, Cell.RESENDS_LEFT}) {
            set(cell, gateway, 0);
        }
    }

    static int late(int side, Write write) {
        return WRITES * (side - 1) + write.number();
    }

    static int at(int side, int transaction) {
        return NAMES * (side - 1) + transaction;
    }

    /** Returns whether a side has any write under the name of a write. */
    boolean isUsed(int side, Write write) {
        return get(Cell.AT_SIDE, at(side, write.transaction())) != 0;
    }

    /** Returns whether a side has this very write. */
    boolean knows(int side, Write write) {
        int there = get(Cell.AT_SIDE, at(side, write.transaction()));
        return there == 1 + write.number() || there == 1 + write.number() + COMPLETE;
    }

    boolean isInProgress(int side, int transaction) {
        int there = get(Cell.AT_SIDE, at(side, transaction));
        return there != 0 && there <= WRITES;
    }

    /** A side accepts a write, unless its name is used there. */
    boolean accept(int side, Write write) {
        if (isUsed(side, write)) {
            return false;
        }
        int at = at(side, write.transaction());
        set(Cell.AT_SIDE, at, 1 + write.number());
        set(Cell.ACCEPTED, at, get(Cell.ACCEPTED, at) + 1);
        return true;
    }

    void complete(int side, int transaction) {
        int at = at(side, transaction);
        set(Cell.AT_SIDE, at, get(Cell.AT_SIDE, at) + COMPLETE);
    }

    /** Swaps the gateways if that gives the lesser of the two states, so that symmetric states are one. */
    State fold() {
        int order = 0;
        for (Cell cell : Cell.OF_GATEWAY) {
            order = order == 0 ? Integer.compare(get(cell, 0), get(cell, 1)) : order;
        }
        if (order <= 0) {
            return this;
        }
        for (Cell cell : Cell.OF_GATEWAY) {
            int first = get(cell, 0);
            set(cell, 0, get(cell, 1));
            set(cell, 1, first);
        }
        for (Write write : Write.ALL) {
            int owner = get(Cell.OWNER, write);
            set(Cell.OWNER, write, owner == 0 ? 0 : GATEWAYS + 1 - owner);
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && Arrays.equals(cells, state.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }
}
