package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Step;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scenario on one peer.
 *
 * @param scenario what was run
 * @param peer the name of the peer
 * @param steps one for each step of the scenario; empty if it was not run
 * @param portal each registered device in the end, in words; null if the portal could not be looked into
 * @param portalDifferences where that is not what the scenario expects, the expectation on the left
 * @param notRun why it was not run, behind the name of the peer; null if it was
 */
public record ScenarioRun(
        Scenario scenario,
        String peer,
        List<StepRun> steps,
        @Nullable List<String> portal,
        List<Difference> portalDifferences,
        @Nullable String notRun) {

    /**
     * One step.
     *
     * @param exchange the request and its answer
     * @param differences where the answer is not what the scenario expects, the expectation on the left
     */
    public record StepRun(Exchange exchange, List<Difference> differences) {
        /** Copies the differences. */
        public StepRun {
            requireNonNull(exchange);
            differences = List.copyOf(differences);
        }
    }

    /** Copies the lists. */
    public ScenarioRun {
        requireNonNull(scenario);
        requireNonNull(peer);
        steps = List.copyOf(steps);
        portal = portal == null ? null : List.copyOf(portal);
        portalDifferences = List.copyOf(portalDifferences);
    }

    /** Runs a scenario on a peer. */
    public static ScenarioRun of(Scenario scenario, PortalPeer peer) {
        Optional<String> lacking = peer.prepare(scenario);
        if (lacking.isPresent()) {
            return new ScenarioRun(scenario, peer.name(), List.of(), null, List.of(), lacking.get());
        }
        try {
            Replay replay = Replay.over(peer);
            List<StepRun> steps = new ArrayList<>();
            for (Step step : scenario.steps()) {
                if (!step.pause().isZero()) {
                    peer.pass(step.pause());
                }
                Exchange exchange = replay.send(step.request());
                steps.add(new StepRun(exchange, step.expected().differences(exchange.answer())));
            }
            List<String> portal = peer.portal().orElse(null);
            List<Difference> differences = Difference.ofPortals(scenario.portal(), portal);
            return new ScenarioRun(scenario, peer.name(), steps, portal, differences, null);
        } finally {
            peer.finish();
        }
    }

    /**
     * Something that is not as the scenario expects.
     *
     * @param where a step and a place in its answer, such as {@code step 2 $.code}, or {@code portal}
     * @param difference the expectation on the left
     */
    public record Problem(String where, Difference difference) {
        /** Checks that nothing is null. */
        public Problem {
            requireNonNull(where);
            requireNonNull(difference);
        }

        /** Returns all of it in a line: {@code step 2 $.code: expected 1, was 2}. */
        @Override
        public String toString() {
            return where + ": expected " + difference.left() + ", was " + difference.right();
        }
    }

    /** Returns everything that is not as expected, in the order of the steps, the portal last. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Difference difference : steps.get(i).differences()) {
                problems.add(new Problem(difference.ofStep(i + 1), difference));
            }
        }
        portalDifferences.forEach(difference -> problems.add(new Problem(difference.path(), difference)));
        return problems;
    }
}
