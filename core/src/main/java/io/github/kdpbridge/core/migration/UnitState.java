package io.github.kdpbridge.core.migration;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a unit is, and how it came there.
 *
 * @param route its route
 * @param since when it entered its phase; null if it is there since it was first seen
 * @param last the last entry in its log; null if it never moved
 * @param hits the moves back that rules have begun in this phase
 * @param mark the return by a stop rule that no move forward has followed; null if there is none
 */
public record UnitState(
        Route route,
        @Nullable Instant since,
        @Nullable LoggedMove last,
        long hits,
        @Nullable LoggedMove mark) {
    public UnitState {
        Objects.requireNonNull(route, "route");
    }

    /** Returns the move that is under way; null if none is. */
    public @Nullable LoggedMove running() {
        return last != null && last.isRunning() ? last : null;
    }
}
