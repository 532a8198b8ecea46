package io.github.kdpbridge.verify.verdict;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of everything that was run on both sides.
 *
 * @param subject what its findings are about
 * @param left what the left side is
 * @param right what the right side is
 * @param evidence what can be concluded from it
 * @param started when it began
 * @param findings one a scenario, or one a request of a session
 * @param notes what else the reader must know, a sentence each
 */
public record Verification(
        Subject subject,
        String left,
        String right,
        Evidence evidence,
        Instant started,
        List<Finding> findings,
        List<String> notes) {

    /** What findings are about. */
    public enum Subject {
        /** Scenarios, a finding each. */
        SCENARIOS("scenario", "nothing that should succeed did"),
        /** What came of a session: its answers, a finding each, and the portal. */
        OUTCOMES("outcome", "nothing of the session succeeded");

        private final String one;
        private final String nothingSucceeded;

        Subject(String one, String nothingSucceeded) {
            this.one = one;
            this.nothingSucceeded = nothingSucceeded;
        }

        /** Returns so many of them in words. */
        public String counted(long number) {
            return number + " " + one + (number == 1 ? "" : "s");
        }
    }

    /** Copies the lists. */
    public Verification {
        requireNonNull(subject);
        requireNonNull(left);
        requireNonNull(right);
        requireNonNull(evidence);
        requireNonNull(started);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Returns how many findings have this outcome. */
    public long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** Returns whether something was compared, something succeeded, and nothing differs but what is known to. */
    public boolean same() {
        return count(Outcome.DIFFERENT) == 0 && nothingShown().isEmpty();
    }

    /** Returns why equal answers show nothing; empty if they do. */
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
     * Returns all of it on one line: {@code 142 scenarios: 139 same, 1 different, 2 not run}, and behind a semicolon each
     * why that shows nothing, and what is simulated.
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
