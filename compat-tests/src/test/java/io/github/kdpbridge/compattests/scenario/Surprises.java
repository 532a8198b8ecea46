package io.github.kdpbridge.compattests.scenario;

import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import io.github.kdpbridge.verify.verdict.KnownDifferences.KnownDifference;
import java.util.List;

/**
 * Where a run and the list of known differences disagree.
 *
 * @param known the list
 */
record Surprises(KnownDifferences known) {
    /** Returns what is not as the scenario expects and not in the list. */
    List<Problem> unknown(ScenarioRun run) {
        return unknown(run.scenario().name(), run.peer(), Problem.of(run));
    }

    /** Returns those of the problems of a scenario on a peer that are not in the list. */
    List<Problem> unknown(String scenario, String peer, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> of(scenario, peer).stream().noneMatch(one -> one.isAt(problem.where())))
                .toList();
    }

    /** Returns what is in the list for the scenario and did not occur, although the scenario was run. */
    List<KnownDifference> gone(ScenarioRun run) {
        return of(run.scenario().name(), run.peer()).stream()
                .filter(one -> run.notRun() == null && !one.isOfMany())
                .filter(one -> Problem.of(run).stream().noneMatch(problem -> one.isAt(problem.where())))
                .toList();
    }

    private List<KnownDifference> of(String scenario, String peer) {
        return known.of(scenario).stream()
                .filter(one -> one.peer() == null || one.peer().equals(peer))
                .toList();
    }
}
