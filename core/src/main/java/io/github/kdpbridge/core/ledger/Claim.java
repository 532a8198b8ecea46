package io.github.kdpbridge.core.ledger;

import java.util.Objects;

/**
 * The ledger's answer to who wants to do a write.
 *
 * @param right who may do it
 * @param outcome what is known of it
 */
public record Claim(Right right, Outcome outcome) {
    /** Who may do a write. */
    public enum Right {
        /** The claimant, who is the first. */
        FIRST,
        /** The claimant, after somebody whose attempt may have arrived: the service has to be asked first. */
        AGAIN,
        /** Nobody any more: it was accepted, or refused for good. */
        SETTLED,
        /** Somebody else, who works on it now. */
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
