package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The gradual migration of an account from the old service to generation 2.
 *
 * @param oldService the service of the customers that have not moved
 * @param plan what moves as one, the phase that it starts in, and the waves
 * @param limits how long a move may wait, and hold new writes
 * @param settleWindow how long an accepted transaction keeps its customer from moving, unless its status shows before that it
 *     is complete
 * @param safeguards how it is kept safe
 */
public record Migration(
        Gen1Service oldService, Plan plan, Limits limits, Duration settleWindow, Safeguards safeguards) {
    /** The default of {@code settleWindow}. */
    public static final Duration STANDARD_SETTLE_WINDOW = Duration.ofHours(24);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the settle window is negative
     */
    public Migration {
        Objects.requireNonNull(oldService, "oldService");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(safeguards, "safeguards");
        checkArgument(!settleWindow.isNegative(), "settleWindow must be 0 or more, not %s", settleWindow);
    }

    /** Creates a migration with the standard safeguards. */
    public Migration(Gen1Service oldService, Plan plan, Limits limits, Duration settleWindow) {
        this(oldService, plan, limits, settleWindow, Safeguards.STANDARD);
    }

    /** Returns a migration of each customer by itself, which starts on the old service, without waves. */
    public static Migration from(Gen1Service oldService) {
        Plan plan = new Plan(MigrationSettings.STANDARD_KIND, MigrationSettings.STANDARD_START, List.of());
        return new Migration(oldService, plan, Limits.STANDARD, STANDARD_SETTLE_WINDOW);
    }
}
