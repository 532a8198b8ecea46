package io.github.kdpbridge.core.migration.explorer;

import java.util.List;

/** A write of the model. */
enum Write {
    T0(0, 0, "T0"),
    T1(1, 1, "T1"),
    /** Another write under the name of the first. */
    T0_OTHER(2, 0, "T0 with other content");

    static final List<Write> ALL = List.of(values());

    private final int number;
    private final int transaction;
    private final String label;

    Write(int number, int transaction, String label) {
        this.number = number;
        this.transaction = transaction;
        this.label = label;
    }

    /** Returns its number, from 0. */
    int number() {
        return number;
    }

    /** Returns the number of its transaction name, from 0. */
    int transaction() {
        return transaction;
    }

    @Override
    public String toString() {
        return label;
    }
}
