package io.github.kdpbridge.core.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger holds, in numbers for an operator.
 *
 * @param open how many writes are open: being done now, or without an answer; 0 or more
 * @param oldestOpen when the eldest of those was sent; null without any
 * @param oldest when the eldest of all writes was sent that the ledger remembers; null without any
 */
public record Backlog(
        long open, @Nullable Instant oldestOpen, @Nullable Instant oldest) {
    /** Checks that the number can be one. */
    public Backlog {
        checkArgument(open >= 0, "open must be 0 or more, not %s", open);
    }
}
