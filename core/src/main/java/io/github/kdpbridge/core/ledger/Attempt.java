package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.ledger.Claim.Right;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write that is to be claimed and done. It is made before its claim, so that nothing can fail between the two and leave
 * the claim behind. For one thread.
 */
final class Attempt {
    private final Entry entry;
    private boolean claimed;
    private boolean again;

    /** When the id was first seen to be taken by an unknown write; null if it was not. */
    @Nullable Instant contested;

    /** Whether the receipt is that of a send of which this ledger knows nothing. */
    boolean sentElsewhere;

    Attempt(Entry entry) {
        this.entry = entry;
    }

    Entry entry() {
        return entry;
    }

    /** Takes note of the ledger's answer. */
    void gets(Claim claim) {
        claimed = claim.isGranted();
        again = claim.right() == Right.AGAIN;
        contested = claim.outcome() instanceof Outcome.Contested taken ? taken.since() : null;
    }

    /** Says that the claim is being ended. */
    void ends() {
        claimed = false;
    }

    /** Returns whether its claim was granted, and has not been ended. */
    boolean isClaimed() {
        return claimed;
    }

    /** Returns whether it was claimed before. */
    boolean isAgain() {
        return again;
    }

    /** Whether an earlier attempt may have been taken: not one whose id was taken when it was sent. */
    boolean mayHaveArrived() {
        return again && contested == null;
    }
}
