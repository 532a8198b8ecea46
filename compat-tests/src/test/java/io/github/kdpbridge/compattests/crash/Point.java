package io.github.kdpbridge.compattests.crash;

/** A point of a write at which its gateway can be killed: between any two of them something changes, or is read only. */
enum Point {
    /** The caller's request is there, and nothing was done. */
    ASKED,
    /** It is recorded in the ledger that it is about to be done. */
    CLAIMED,
    /** The service has answered, and nothing of that is recorded. */
    ANSWERED,
    /** It is recorded in the ledger what became of it. */
    SETTLED
}
