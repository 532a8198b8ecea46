package io.github.kdpbridge.core.migration;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /**
     * Returns the freeze that follows another one. No two begin at the same time, so that the time names the freeze.
     *
     * @param before the one before; null if there is none
     */
    public static Freeze after(@Nullable Freeze before, Cause cause, Instant now) {
        return new Freeze(
                cause,
                before == null || now.isAfter(before.since())
                        ? now
                        : before.since().plusMillis(1));
    }

    /** Returns who froze it, when and why, in words. */
    String told() {
        return "%s froze it at %s: %s".formatted(cause.who(), since, cause.reason());
    }
}
