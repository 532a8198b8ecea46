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
     * Returns the freeze that follows another one. No two begin at the same time, so that the time names the freeze; and none
     * begins before the end of the one before, whichever gateway's clock told that.
     *
     * @param before when the one before began, or ended if it is over; null if there was none
     */
    public static Freeze after(@Nullable Instant before, Cause cause, Instant now) {
        return new Freeze(cause, before == null || now.isAfter(before) ? now : before.plusMillis(1));
    }

    /** Returns when the freeze ends that ends now: not before it began, whichever gateway's clock told that. */
    public Instant end(Instant now) {
        return now.isBefore(since) ? since : now;
    }

    /** Returns who froze it, when and why, in words. */
    String told() {
        return "%s froze it at %s: %s".formatted(cause.who(), since, cause.reason());
    }
}
