package io.github.kdpbridge.core.ledger;

import java.util.Objects;

/**
 * The ledger's answer to a claim.
 *
 * @param right whether the claimant may do the write
 * @param outcome the known outcome of the write
 */
public record Claim(Right right, Outcome outcome) {
    /** Whether the claimant may do the write. */
    public enum Right {
        /** Yes: this is the first claim. */
        FIRST,
        /** Yes, but an earlier attempt may have arrived: ask the service first. */
        AGAIN,
        /** No: the write was accepted, or refused for good. */
        SETTLED,
        /** No: another caller holds the claim. */
        BUSY
    }

    public Claim {
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Returns whether the claimant may do the write; it then has to {@link Ledger#settle} or forget it. */
    public boolean isGranted() {
        return right == Right.FIRST || right == Right.AGAIN;
    }
}
