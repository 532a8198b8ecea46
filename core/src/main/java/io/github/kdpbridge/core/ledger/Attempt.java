package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.Claim.Right;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a write. It is created before the claim, so that no failure in between leaves a claim behind. For one
 * thread at a time.
 */
final class Attempt {
    private final Entry entry;
    private final DeploymentProgram old;
    private boolean claimed;
    private boolean again;
    private boolean sentElsewhere;
    private Outcome found = Outcome.open();
    private @Nullable Instant contested;

    /**
     * Creates an attempt.
     *
     * @param old the old service, if the write turns out to belong to it
     */
    Attempt(Entry entry, DeploymentProgram old) {
        this.entry = entry;
        this.old = old;
    }

    DeploymentProgram old() {
        return old;
    }

    Entry entry() {
        return entry;
    }

    /** Records the ledger's answer. */
    void gets(Claim claim) {
        claimed = claim.isGranted();
        again = claim.right() == Right.AGAIN || claim.right() == Right.LAPSED;
        found = claim.outcome();
        contested = claim.outcome() instanceof Outcome.Contested taken ? taken.since() : null;
    }

    /** Returns the outcome that was known when it was claimed. */
    Outcome found() {
        return found;
    }

    /** Records that the claim is being ended. */
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

    /** Returns whether an earlier attempt may have been accepted; not if its id was taken when it was sent. */
    boolean mayHaveArrived() {
        return again && contested == null;
    }

    /** Records that an unknown write has its id; the first time counts. */
    void isContested(Instant now) {
        if (contested == null) {
            contested = Instant.ofEpochMilli(now.toEpochMilli());
        }
    }

    /** Records that the write with its id is known. */
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

    /** Records that its receipt is from a send that this ledger does not know; never so for a part. */
    void wasSentElsewhere() {
        sentElsewhere = entry.origin() == null;
    }

    boolean isSentElsewhere() {
        return sentElsewhere;
    }
}
