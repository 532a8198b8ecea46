package io.github.kdpbridge.core.migration.shadow;

/** Why two answers to one question cannot be compared. */
public enum Incomparable {
    /** The unit had a write, or a transaction in progress, between the two answers. */
    CHANGED,
    /** A generation did not answer, or said that it cannot now. */
    UNREACHABLE,
    /** An answer is over the limit. */
    TOO_LARGE,
    /** A generation does not know the transaction of the other one. */
    NOT_VISIBLE,
    /** The generations cut the list into other pages. */
    CUT,
    /** The comparison itself failed: the ledger could not be asked, for example. */
    FAILED
}
