package io.github.kdpbridge.verify.parity;

import io.github.kdpbridge.verify.session.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a session that was sent both ways.
 *
 * @param steps one for each request, in the order of the session
 * @param portalDifferences where the reseller portals differ afterwards, bridged on the left, direct on the right: JSON
 *     paths in an object of all registered devices
 * @param portalKnown why the portals differ, if all of it is known to; null otherwise
 */
public record ParityReport(
        List<ParityStep> steps,
        List<Difference> portalDifferences,
        @Nullable String portalKnown) {

    /** Copies the lists. */
    public ParityReport {
        steps = List.copyOf(steps);
        portalDifferences = List.copyOf(portalDifferences);
    }

    /** How many steps had answers that differ. */
    public long differentSteps() {
        return steps.stream().filter(step -> !step.same()).count();
    }

    /** How many steps had answers that differ as is known. */
    public long knownSteps() {
        return steps.stream().filter(step -> step.known() != null).count();
    }

    /** Whether there were requests and none succeeded, so that equal answers show nothing. */
    public boolean nothingSucceeded() {
        return !steps.isEmpty() && steps.stream().noneMatch(ParityStep::succeeded);
    }

    /** Whether the portals hold the same, apart from what is known to differ. */
    public boolean samePortals() {
        return portalDifferences.isEmpty() || portalKnown != null;
    }

    /** Whether every step and the portals are the same, apart from what is known to differ, and something succeeded. */
    public boolean same() {
        return differentSteps() == 0 && samePortals() && !nothingSucceeded();
    }
}
