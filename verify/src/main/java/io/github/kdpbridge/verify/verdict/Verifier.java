package io.github.kdpbridge.verify.verdict;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.peer.ScenarioRun;
import io.github.kdpbridge.verify.scenario.Expectation;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.verdict.Finding.Pair;
import io.github.kdpbridge.verify.verdict.Finding.Portals;
import io.github.kdpbridge.verify.verdict.KnownDifferences.KnownDifference;
import io.github.kdpbridge.verify.verdict.Verification.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs scenarios on two peers, one after the other, and compares what comes of them. */
public final class Verifier {
    private static final Comparison COMPARISON = VolatileField.comparison();

    /** Hears how far a verification is. */
    @FunctionalInterface
    public interface Progress {
        /** Hears that so many of all have been run. */
        void done(int done, int all);
    }

    private final PortalPeer left;
    private final PortalPeer right;
    private final KnownDifferences differences;

    /** Takes the peers, and what may differ between them. */
    public Verifier(PortalPeer left, PortalPeer right, KnownDifferences differences) {
        this.left = requireNonNull(left);
        this.right = requireNonNull(right);
        this.differences = requireNonNull(differences);
    }

    /**
     * Runs scenarios.
     *
     * @param scenarios in the order of the findings
     * @param started when it begins
     * @param progress hears of each
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
        Set<String> reasons = new LinkedHashSet<>();
        Outcome outcome = outcome(scenario.name(), pairs, portals, reasons);
        return new Finding(
                scenario.name(),
                scenario.operation(),
                scenario.condition(),
                outcome,
                reasons.isEmpty() ? null : String.join("; ", reasons),
                pairs,
                portals);
    }

    /** The pairs of exchanges; where a scenario says that any value will do, the values may differ. */
    static List<Pair> pairs(ScenarioRun left, ScenarioRun right) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < left.steps().size(); i++) {
            ScenarioRun.StepRun leftStep = left.steps().get(i);
            ScenarioRun.StepRun rightStep = right.steps().get(i);
            Expectation expected = left.scenario().steps().get(i).expected();
            pairs.add(new Pair(
                    leftStep.exchange(),
                    rightStep.exchange(),
                    differences(leftStep, rightStep, expected),
                    leftStep.differences(),
                    rightStep.differences(),
                    expected.mayBeSuccess(),
                    expected.isSuccess(leftStep.exchange().answer())
                            || expected.isSuccess(rightStep.exchange().answer())));
        }
        return pairs;
    }

    private static List<Difference> differences(
            ScenarioRun.StepRun leftStep, ScenarioRun.StepRun rightStep, Expectation expected) {
        Exchange left = leftStep.exchange();
        Exchange right = rightStep.exchange();
        List<Difference> found = new ArrayList<>(COMPARISON.compare(left.answer(), right.answer()));
        found.removeIf(difference -> expected.leavesOpen(difference.path()));
        found.addAll(headers(leftStep.differences(), rightStep.differences()));
        boolean unanswered = left.answer().isMissing() && right.answer().isMissing();
        if (unanswered || !left.settled() || !right.settled()) {
            // Two peers that both give no answer, or never come to an end, are not known to come to the same end.
            found.add(new Difference("the end of it", end(left), end(right)));
        }
        return found;
    }

    /** Headers count where the scenario names them. */
    private static List<Difference> headers(List<Difference> left, List<Difference> right) {
        List<Difference> found = new ArrayList<>();
        Stream.concat(left.stream(), right.stream())
                .filter(unexpected -> unexpected.path().startsWith("header "))
                .collect(Collectors.toMap(Difference::path, Difference::left, (one, same) -> one, LinkedHashMap::new))
                .forEach((header, expected) -> {
                    String leftValue = actual(left, header, expected);
                    String rightValue = actual(right, header, expected);
                    if (!leftValue.equals(rightValue)) {
                        found.add(new Difference(header, leftValue, rightValue));
                    }
                });
        return found;
    }

    private static String actual(List<Difference> unexpected, String header, String expected) {
        return unexpected.stream()
                .filter(difference -> difference.path().equals(header))
                .map(Difference::right)
                .findFirst()
                .orElse(expected);
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

    private Outcome outcome(String name, List<Pair> pairs, Portals portals, Set<String> reasons) {
        List<KnownDifference> known = differences.of(name);
        List<String> places = places(pairs, portals);
        if (places.isEmpty()) {
            boolean expected = portals.unexpected().isEmpty() && pairs.stream().allMatch(Pair::asExpected);
            return expected ? Outcome.SAME : Outcome.UNEXPECTED;
        }
        known.stream()
                .filter(one -> places.stream().anyMatch(one::isAt))
                .map(KnownDifference::reason)
                .forEach(reasons::add);
        boolean allKnown = places.stream().allMatch(place -> known.stream().anyMatch(one -> one.isAt(place)));
        return allKnown ? Outcome.KNOWN : Outcome.DIFFERENT;
    }

    /** Where both sides differ, as the list of known differences writes it. */
    private static List<String> places(List<Pair> pairs, Portals portals) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            for (Difference difference : pairs.get(i).differences()) {
                places.add("step " + (i + 1) + " " + difference.path());
            }
        }
        portals.differences().forEach(difference -> places.add(difference.path()));
        return places;
    }
}
