package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.Generation;
import java.util.Objects;

/**
 * The ledger's answer to a claim.
 *
 * @param right whether the claimant may do the write
 * @param outcome the known outcome of the write
 * @param generation the side that the write belongs to
 */
public record Claim(Right right, Outcome outcome, Generation generation) {
    /** Whether the claimant may do the write. */
    public enum Right {
        /** Yes: this is the first claim. */
        FIRST,
        /** Yes, but an earlier attempt may have arrived: ask the service first. */
        AGAIN,
        /**
         * Yes, as {@link #AGAIN}; and its side may end. Its customer is served by the other side, and nothing of it can arrive
         * any longer: if its side is asked once more and does not know it, it may be forgotten, and goes where its customer
         * is.
         */
        LAPSED,
        /** No: the write was accepted, or refused for good. */
        SETTLED,
        /** No: another caller holds the claim. */
        BUSY,
        /** No: its customer moves to the other generation, and new writes wait until it has moved. */
        HELD
    }

    /** Creates the answer for a write of generation 2. */
    public Claim(Right right, Outcome outcome) {
        this(right, outcome, Generation.GEN2);
    }

    public Claim {
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(generation, "generation");
    }

    /** Returns whether the claimant may do the write; it then has to {@link Ledger#settle} or forget it. */
    public boolean isGranted() {
        return right == Right.FIRST || right == Right.AGAIN || right == Right.LAPSED;
    }
}
