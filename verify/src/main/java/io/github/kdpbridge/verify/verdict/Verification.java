package io.github.kdpbridge.verify.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that was run on both sides.
 *
 * @param left the name of the left side
 * @param right the name of the right side
 * @param findings one a scenario, or one a request of a session
 * @param notes notes for the reader of a report, a sentence each
 */
public record Verification(
        Subject subject,
        String left,
        String right,
        Evidence evidence,
        Instant started,
        List<Finding> findings,
        List<String> notes) {

    /** The subject of the findings. */
    public enum Subject {
        /** A finding for each scenario. */
        SCENARIOS("scenario", "nothing that should succeed did"),
        /** A finding for each answer to a session, and one for the portal. */
        OUTCOMES("outcome", "nothing of the session succeeded");

        private final String one;
        private final String nothingSucceeded;

        Subject(String one, String nothingSucceeded) {
            this.one = one;
            this.nothingSucceeded = nothingSucceeded;
        }

        /** Returns a number of subjects in words. */
        public String counted(long number) {
            return number + " " + one + (number == 1 ? "" : "s");
        }
    }

    public Verification {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Returns the number of findings with this outcome. */
    public long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** Returns whether something was compared, something succeeded, and only known differences were found. */
    public boolean same() {
        return count(Outcome.DIFFERENT) == 0 && nothingShown().isEmpty();
    }

    /** Returns why equal answers prove nothing; empty if they do. */
    public Optional<String> nothingShown() {
        if (count(Outcome.NOT_RUN) == findings.size()) {
            return Optional.of("nothing could be compared");
        }
        List<Finding.Pair> meant = findings.stream()
                .flatMap(finding -> finding.steps().stream())
                .filter(Finding.Pair::meantToSucceed)
                .toList();
        return !meant.isEmpty() && meant.stream().noneMatch(Finding.Pair::succeeded)
                ? Optional.of(subject.nothingSucceeded)
                : Optional.empty();
    }

    /**
     * Returns the counts on one line, followed, each after a semicolon, by why they prove nothing and by the simulated
     * sides.
     */
    public String verdict() {
        return Stream.of(Optional.of(counts()), nothingShown(), evidence.limit())
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    /** Returns the command that compares with the service itself. */
    public String proof() {
        return Evidence.proof(subject == Subject.OUTCOMES ? "--session FILE" : "");
    }

    /** Returns the counts: {@code 142 scenarios: 139 same, 1 different, 2 not run}. */
    public String counts() {
        String counts = Stream.of(
                        Map.entry(Outcome.SAME, "same"),
                        Map.entry(Outcome.DIFFERENT, "different"),
                        Map.entry(Outcome.KNOWN, count(Outcome.KNOWN) == 1 ? "known difference" : "known differences"),
                        Map.entry(Outcome.UNEXPECTED, Outcome.UNEXPECTED.words()),
                        Map.entry(Outcome.NOT_RUN, Outcome.NOT_RUN.words()))
                .filter(entry -> count(entry.getKey()) > 0
                        || entry.getKey() == Outcome.SAME
                        || entry.getKey() == Outcome.DIFFERENT)
                .map(entry -> count(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return subject.counted(findings.size()) + ": " + counts;
    }
}
