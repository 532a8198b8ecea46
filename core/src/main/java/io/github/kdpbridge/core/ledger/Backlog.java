package io.github.kdpbridge.core.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The size of a ledger, for an operator.
 *
 * @param open the number of open writes: being done now, or without an answer; 0 or more
 * @param oldestOpen when the oldest open write was sent; null if there is none
 * @param oldest when the oldest recorded write was sent; null if there is none
 */
public record Backlog(
        long open, @Nullable Instant oldestOpen, @Nullable Instant oldest) {
    public Backlog {
        checkArgument(open >= 0, "open must be 0 or more, not %s", open);
    }
}
