package io.github.kdpbridge.core.ledger;

import java.util.Objects;

/**
 * The ledger's answer to a claim.
 *
 * @param right whether the claimant may do the write
 * @param outcome what is known of it
 */
public record Claim(Right right, Outcome outcome) {
    /** Whether the claimant may do the write. */
    public enum Right {
        /** Yes: it is the first. */
        FIRST,
        /** Yes, but an earlier attempt may have arrived: the service has to be asked first. */
        AGAIN,
        /** No: the write was accepted, or refused for good. */
        SETTLED,
        /** No: another caller works on it now. */
        BUSY
    }

    /** Checks that both are there. */
    public Claim {
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Returns whether the claimant may do the write, and then has to {@link Ledger#settle} or forget it. */
    public boolean isGranted() {
        return right == Right.FIRST || right == Right.AGAIN;
    }
}
