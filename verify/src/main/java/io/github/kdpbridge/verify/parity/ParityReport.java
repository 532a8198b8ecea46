package io.github.kdpbridge.verify.parity;

import io.github.kdpbridge.verify.session.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session sent both ways.
 *
 * @param portalDifferences where the reseller portals differ at the end, bridged on the left, direct on the right: JSON
 *     paths in an object of all registered devices
 * @param portalKnown why the portals differ, if every difference is a known one; null otherwise
 */
public record ParityReport(
        List<ParityStep> steps,
        List<Difference> portalDifferences,
        @Nullable String portalKnown) {

    public ParityReport {
        steps = List.copyOf(steps);
        portalDifferences = List.copyOf(portalDifferences);
    }

    /** The number of steps with unknown differences. */
    public long differentSteps() {
        return steps.stream().filter(step -> !step.same()).count();
    }

    /** The number of steps with known differences only. */
    public long knownSteps() {
        return steps.stream().filter(step -> step.known() != null).count();
    }

    /** Whether no request succeeded, so that equal answers prove nothing. */
    public boolean nothingSucceeded() {
        return !steps.isEmpty() && steps.stream().noneMatch(ParityStep::succeeded);
    }

    /** Whether the portals hold the same, apart from known differences. */
    public boolean samePortals() {
        return portalDifferences.isEmpty() || portalKnown != null;
    }

    /** Whether every step and the portals are the same, apart from known differences, and something succeeded. */
    public boolean same() {
        return differentSteps() == 0 && samePortals() && !nothingSucceeded();
    }
}
