package io.github.kdpbridge.compattests.target;

import io.github.kdpbridge.compattests.scenario.Scenario;
import io.github.kdpbridge.compattests.scenario.Step;
import io.github.kdpbridge.compattests.scenario.WorldNeeds;
import io.github.kdpbridge.compattests.session.Comparison;
import io.github.kdpbridge.compattests.session.Difference;
import io.github.kdpbridge.compattests.session.Exchange;
import io.github.kdpbridge.compattests.session.Replay;
import io.github.kdpbridge.compattests.target.ScenarioRun.Problem;
import io.github.kdpbridge.simulator.world.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a scenario against a service that speaks a dialect, and compares each answer with that of generation 1. */
final class DialectRun {
    private DialectRun() {}

    /**
     * Returns where a target answers otherwise than generation 1 of the same service.
     *
     * <p>Before a status is asked for, as much time passes as it lags: what is answered earlier, other tests say.
     */
    static List<Problem> of(
            Scenario scenario, Dialect dialect, Target generation1, Target target, KnownDifferences known) {

        Dialect own = scenario.world().dialect().equals(Dialect.documented())
                ? dialect
                : dialect.with(Dialect.REUPLOAD, scenario.world().dialect().get(Dialect.REUPLOAD));
        WorldNeeds needs = scenario.world().with(own);
        generation1.prepare(needs);
        target.prepare(needs);
        Replay expected = Replay.over(generation1.sender());
        Replay actual = Replay.over(target.sender());
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            Duration pause = step.pause().plus(isStatus(step) ? own.get(Dialect.STATUS_LAG) : Duration.ZERO);
            generation1.pass(pause);
            target.pass(pause);
            Exchange reference = expected.send(step.request());
            Exchange exchange = actual.send(step.request());
            String where = "step " + (i + 1) + " ";
            Comparison.strict().compare(reference.answer(), exchange.answer()).stream()
                    .filter(difference -> !step.expected().leavesOpen(difference.path()))
                    .forEach(difference -> problems.add(new Problem(where + difference.path(), difference)));
        }
        if (!generation1.portal().equals(target.portal())) {
            problems.add(new Problem(
                    "portal",
                    new Difference("portal", String.valueOf(generation1.portal()), String.valueOf(target.portal()))));
        }
        return known.unknown(scenario, target.name(), problems);
    }

    /** Returns whether a target can run a scenario, and the right answer under a dialect can be known. */
    static boolean isPossible(Scenario scenario, Dialect dialect, Target target) {
        return scenario.unknownUnder().stream().noneMatch(each -> isSet(dialect, each))
                && scenario.steps().stream().allMatch(step -> target.carries(step.request()));
    }

    private static boolean isSet(Dialect dialect, String setting) {
        return dialect.toJson().entrySet().stream()
                .anyMatch(each -> setting.equals(each.getKey() + "=" + each.getValue()));
    }

    private static boolean isStatus(Step step) {
        return step.request().target().contains("/status");
    }
}
