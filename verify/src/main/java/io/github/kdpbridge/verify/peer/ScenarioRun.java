package io.github.kdpbridge.verify.peer;

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
 * A scenario that was run on one peer.
 *
 * @param peer its name
 * @param steps one for each step of the scenario; empty if it was not run
 * @param portal each device registered at the end, in words; null if the portal could not be inspected
 * @param portalDifferences where the portal is not as expected, the expectation on the left
 * @param notRun why it was not run, to follow the peer's name; null if it was
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
     * @param differences where the answer is not as expected, the expectation on the left
     */
    public record StepRun(Exchange exchange, List<Difference> differences) {
        public StepRun {
            differences = List.copyOf(differences);
        }
    }

    public ScenarioRun {
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
}
