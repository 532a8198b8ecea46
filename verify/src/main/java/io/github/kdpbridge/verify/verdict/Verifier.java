package io.github.kdpbridge.verify.verdict;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.peer.ScenarioRun.StepRun;
import io.github.kdpbridge.verify.scenario.Expectation;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.verdict.Finding.Pair;
import io.github.kdpbridge.verify.verdict.Finding.Portals;
import io.github.kdpbridge.verify.verdict.Verification.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs scenarios on two peers, one after the other, and compares the outcomes. */
public final class Verifier {
    private static final Comparison COMPARISON = VolatileField.comparison();

    /** Receives the progress of a verification. */
    @FunctionalInterface
    public interface Progress {
        void done(int done, int all);
    }

    private final PortalPeer left;
    private final PortalPeer right;
    private final KnownDifferences differences;

    public Verifier(PortalPeer left, PortalPeer right, KnownDifferences differences) {
        this.left = requireNonNull(left);
        this.right = requireNonNull(right);
        this.differences = requireNonNull(differences);
    }

    /**
     * Runs scenarios.
     *
     * @param scenarios in the order of the findings
     * @param started the start time for the report
     * @param progress is called after each scenario
     */
    public Verification verify(List<Scenario> scenarios, Instant started, Progress progress) {
        List<Finding> findings = new ArrayList<>();
        progress.done(0, scenarios.size());
        for (Scenario scenario : scenarios) {
            findings.add(finding(scenario));
            progress.done(findings.size(), scenarios.size());
        }
        List<String> notes =
                Stream.of(left.notes(), right.notes()).flatMap(List::stream).toList();
        return new Verification(
                Subject.SCENARIOS, left.name(), right.name(), Evidence.of(left, right), started, findings, notes);
    }

    private Finding finding(Scenario scenario) {
        ScenarioRun leftRun = ScenarioRun.of(scenario, left);
        String why = leftRun.notRun() == null ? null : left.name() + " " + leftRun.notRun();
        ScenarioRun rightRun = why == null ? ScenarioRun.of(scenario, right) : leftRun;
        if (why == null && rightRun.notRun() != null) {
            why = right.name() + " " + rightRun.notRun();
        }
        if (why != null) {
            return Finding.notRun(scenario.name(), scenario.operation(), scenario.condition(), why);
        }
        List<Pair> pairs = pairs(leftRun, rightRun);
        Portals portals = portals(leftRun, rightRun);
        List<String> places = places(pairs, portals);
        return new Finding(
                scenario.name(),
                scenario.operation(),
                scenario.condition(),
                outcome(scenario.name(), places, pairs, portals),
                differences.reasons(scenario.name(), places),
                pairs,
                portals);
    }

    /** Pairs the exchanges; where a scenario accepts any value, the values may differ. */
    static List<Pair> pairs(ScenarioRun left, ScenarioRun right) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < left.steps().size(); i++) {
            StepRun leftStep = left.steps().get(i);
            StepRun rightStep = right.steps().get(i);
            Expectation expected = left.scenario().steps().get(i).expected();
            pairs.add(new Pair(
                    leftStep,
                    rightStep,
                    differences(leftStep.exchange(), rightStep.exchange(), expected),
                    expected.mayBeSuccess(),
                    expected.isSuccess(leftStep.exchange().answer())
                            || expected.isSuccess(rightStep.exchange().answer())));
        }
        return pairs;
    }

    private static List<Difference> differences(Exchange left, Exchange right, Expectation expected) {
        List<Difference> found = new ArrayList<>(COMPARISON.compare(left.answer(), right.answer()));
        found.removeIf(difference -> expected.leavesOpen(difference.path()));
        found.addAll(expected.headerDifferences(left.answer(), right.answer()));
        boolean unanswered = left.answer().isMissing() && right.answer().isMissing();
        if (unanswered || !left.settled() || !right.settled()) {
            // Two peers that both give no answer, or never complete, are not known to end alike.
            found.add(new Difference("the end of it", end(left), end(right)));
        }
        return found;
    }

    private static String end(Exchange exchange) {
        if (exchange.answer().isMissing()) {
            return "no answer";
        }
        return exchange.settled() ? "reached" : "not reached in time";
    }

    static Portals portals(ScenarioRun left, ScenarioRun right) {
        List<Difference> unexpected = Stream.of(left.portalDifferences(), right.portalDifferences())
                .flatMap(List::stream)
                .distinct()
                .toList();
        return new Portals(
                left.portal(), right.portal(), Difference.ofPortals(left.portal(), right.portal()), unexpected);
    }

    private Outcome outcome(String name, List<String> places, List<Pair> pairs, Portals portals) {
        if (places.isEmpty()) {
            boolean expected = portals.unexpected().isEmpty() && pairs.stream().allMatch(Pair::asExpected);
            return expected ? Outcome.SAME : Outcome.UNEXPECTED;
        }
        return differences.cover(name, places) ? Outcome.KNOWN : Outcome.DIFFERENT;
    }

    /** The differing places, in the form of the list of known differences. */
    private static List<String> places(List<Pair> pairs, Portals portals) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            for (Difference difference : pairs.get(i).differences()) {
                places.add(difference.ofStep(i + 1));
            }
        }
        portals.differences().forEach(difference -> places.add(difference.path()));
        return places;
    }
}
