package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Step;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scenario on one target.
 *
 * @param scenario what was run
 * @param target where
 * @param steps one for each step of the scenario; empty if the target could not be asked
 * @param portal each registered device in the end, in words; null if nobody could look
 * @param portalDifferences where that is not what the scenario expects, the expectation on the left
 * @param notRun why the target was not asked; null if it was
 */
public record ScenarioRun(
        Scenario scenario,
        String target,
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
        requireNonNull(target);
        steps = List.copyOf(steps);
        portal = portal == null ? null : List.copyOf(portal);
        portalDifferences = List.copyOf(portalDifferences);
    }

    /** Runs a scenario on a target, whose portal is made anew if that can be done. */
    public static ScenarioRun of(Scenario scenario, Target target) {
        Optional<Step> beyond = scenario.steps().stream()
                .filter(step -> !target.carries(step.request()))
                .findFirst();
        if (beyond.isPresent()) {
            return notRun(
                    scenario,
                    target,
                    "cannot express: " + beyond.get().request().name());
        }
        if (!target.prepare(scenario.world())) {
            return notRun(scenario, target, "cannot be made as the scenario needs it");
        }
        Replay replay = Replay.over(target.sender());
        List<StepRun> steps = new ArrayList<>();
        for (Step step : scenario.steps()) {
            if (step.pause().compareTo(Duration.ZERO) > 0) {
                target.pass(step.pause());
            }
            Exchange exchange = replay.send(step.request());
            steps.add(new StepRun(exchange, step.expected().differences(exchange.answer())));
        }
        List<String> portal = target.portal().orElse(null);
        return new ScenarioRun(scenario, target.name(), steps, portal, differences(scenario.portal(), portal), null);
    }

    private static ScenarioRun notRun(Scenario scenario, Target target, String why) {
        return new ScenarioRun(scenario, target.name(), List.of(), null, List.of(), why);
    }

    private static List<Difference> differences(@Nullable List<String> expected, @Nullable List<String> actual) {
        if (expected == null || actual == null) {
            return List.of();
        }
        List<Difference> found = new ArrayList<>();
        expected.stream()
                .filter(device -> !actual.contains(device))
                .forEach(device -> found.add(new Difference("portal", device, Difference.ABSENT)));
        actual.stream()
                .filter(device -> !expected.contains(device))
                .forEach(device -> found.add(new Difference("portal", Difference.ABSENT, device)));
        return found;
    }

    /** Returns whether every answer and the portal are what the scenario expects. */
    public boolean asExpected() {
        return portalDifferences.isEmpty()
                && steps.stream().allMatch(step -> step.differences().isEmpty());
    }

    /**
     * Something that is not as the scenario expects.
     *
     * @param where a step and a place in its answer, such as {@code step 2 $.code}, or {@code portal}
     * @param difference the expectation on the left
     */
    public record Problem(String where, Difference difference) {
        /** Checks that all is there. */
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
                problems.add(new Problem("step " + (i + 1) + " " + difference.path(), difference));
            }
        }
        portalDifferences.forEach(difference -> problems.add(new Problem(difference.path(), difference)));
        return problems;
    }
}
