package io.github.kdpbridge.core.migration.explorer;

/** What must always hold; the numbers are those of the design. */
enum Invariant {
    /** A transaction name is accepted at most once over both generations. */
    I1,
    /** The status of what a caller has a receipt for is asked where it was accepted. */
    I2,
    /** The unit never has transactions in progress on both sides. */
    I3,
    /** "Accepted", "refused" and "nothing was done" are true. */
    I4,
    /** No write reaches the side that the unit left. */
    I6
}
