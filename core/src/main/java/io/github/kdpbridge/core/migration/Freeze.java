package io.github.kdpbridge.core.migration;

import java.time.Instant;
import java.util.Objects;

/**
 * No unit of an account moves forward.
 *
 * @param cause its author and reason
 * @param since when
 */
public record Freeze(Cause cause, Instant since) {
    public Freeze {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(since, "since");
    }
}
