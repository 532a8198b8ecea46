package io.github.kdpbridge.compattests.parity;

import io.github.kdpbridge.compattests.session.Difference;
import java.util.List;

/**
 * What came of a session that was sent both ways.
 *
 * @param steps one for each request, in the order of the session
 * @param portalDifferences where the reseller portals differ afterwards, bridged on the left, direct on the right: JSON
 *     paths in an object of all registered devices
 */
public record ParityReport(List<ParityStep> steps, List<Difference> portalDifferences) {

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

    /** Whether every step and the portals are the same, and something succeeded. */
    public boolean same() {
        return differentSteps() == 0 && portalDifferences.isEmpty() && !nothingSucceeded();
    }
}
