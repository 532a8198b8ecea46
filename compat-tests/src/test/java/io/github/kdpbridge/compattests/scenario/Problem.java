package io.github.kdpbridge.compattests.scenario;

import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.session.Difference;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is not as the scenario expects.
 *
 * @param where a step and a place in its answer, such as {@code step 2 $.code}, or {@code portal}
 * @param difference the expectation on the left
 */
record Problem(String where, Difference difference) {
    /** Returns those of a run, in the order of the steps, the portal last. */
    static List<Problem> of(ScenarioRun run) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < run.steps().size(); i++) {
            for (Difference difference : run.steps().get(i).differences()) {
                problems.add(new Problem(difference.ofStep(i + 1), difference));
            }
        }
        run.portalDifferences().forEach(difference -> problems.add(new Problem(difference.path(), difference)));
        return problems;
    }

    /** Returns all of it in a line: {@code step 2 $.code: expected 1, was 2}. */
    @Override
    public String toString() {
        return where + ": expected " + difference.left() + ", was " + difference.right();
    }
}
