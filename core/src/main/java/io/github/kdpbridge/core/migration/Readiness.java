package io.github.kdpbridge.core.migration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How ready a unit is for its next step.
 *
 * @param state where it is
 * @param next its next step; null after the last one
 * @param parity how the answers of both generations compare for it
 */
public record Readiness(UnitState state, @Nullable PlannedMove next, Evidence.Parity parity) {
    public Readiness {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(parity, "parity");
    }
}
