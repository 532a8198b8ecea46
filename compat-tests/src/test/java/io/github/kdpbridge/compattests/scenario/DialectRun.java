package io.github.kdpbridge.compattests.scenario;

import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Step;
import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a scenario against a service that speaks a dialect, and compares each answer with that of generation 1. */
final class DialectRun {
    private DialectRun() {}

    /**
     * Returns where a peer answers otherwise than generation 1 of the same service.
     *
     * <p>Before a status is asked for, as much time passes as it lags: what is answered earlier, other tests say.
     */
    static List<Problem> of(
            Scenario scenario, Dialect dialect, SimulatedPeer generation1, SimulatedPeer peer, KnownDifferences known) {

        Dialect own = scenario.world().dialect().equals(Dialect.documented())
                ? dialect
                : dialect.with(Dialect.REUPLOAD, scenario.world().dialect().get(Dialect.REUPLOAD));
        WorldNeeds needs = scenario.world().with(own);
        generation1.prepare(needs);
        peer.prepare(needs);
        Replay expected = Replay.over(generation1);
        Replay actual = Replay.over(peer);
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            Duration pause = step.pause().plus(isStatus(step) ? own.get(Dialect.STATUS_LAG) : Duration.ZERO);
            generation1.pass(pause);
            peer.pass(pause);
            Exchange reference = expected.send(step.request());
            Exchange exchange = actual.send(step.request());
            String where = "step " + (i + 1) + " ";
            Comparison.strict().compare(reference.answer(), exchange.answer()).stream()
                    .filter(difference -> !step.expected().leavesOpen(difference.path()))
                    .forEach(difference -> problems.add(new Problem(where + difference.path(), difference)));
        }
        if (!generation1.portal().equals(peer.portal())) {
            problems.add(new Problem(
                    "portal",
                    new Difference("portal", String.valueOf(generation1.portal()), String.valueOf(peer.portal()))));
        }
        return new Surprises(known).unknown(scenario.name(), peer.name(), problems);
    }

    /** Returns whether a peer can run a scenario, and the right answer under a dialect can be known. */
    static boolean isPossible(Scenario scenario, Dialect dialect, SimulatedPeer peer) {
        return scenario.unknownUnder().stream().noneMatch(each -> isSet(dialect, each))
                && scenario.steps().stream().allMatch(step -> peer.carries(step.request()));
    }

    private static boolean isSet(Dialect dialect, String setting) {
        return dialect.toJson().entrySet().stream()
                .anyMatch(each -> setting.equals(each.getKey() + "=" + each.getValue()));
    }

    private static boolean isStatus(Step step) {
        return step.request().target().contains("/status");
    }
}
