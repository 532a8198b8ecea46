package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.ledger.Claim.Right;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A write that is to be claimed and done. It is made before its claim, so that nothing can fail between the two and leave
 * the claim behind. For one thread at a time.
 */
final class Attempt {
    private final Entry entry;
    private boolean claimed;
    private boolean again;
    private boolean sentElsewhere;
    private @Nullable Instant contested;

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

    /** Takes note that an unknown write has its id; the first such moment counts. */
    void isContested(Instant now) {
        if (contested == null) {
            contested = Instant.ofEpochMilli(now.toEpochMilli());
        }
    }

    /** Takes note that it is known which write has its id. */
    void isNotContested() {
        contested = null;
    }

    /** Returns since when an unknown write has its id; null if none has. */
    @Nullable Instant contested() {
        return contested;
    }

    Instant contestedSince() {
        return Objects.requireNonNull(contested, "contested");
    }

    /** Takes note that its receipt is that of a send of which this ledger knows nothing; parts have no such receipts. */
    void wasSentElsewhere() {
        sentElsewhere = entry.origin() == null;
    }

    boolean isSentElsewhere() {
        return sentElsewhere;
    }
}
