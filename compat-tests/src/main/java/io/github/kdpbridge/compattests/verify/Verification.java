package io.github.kdpbridge.compattests.verify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of everything that was run on both sides.
 *
 * @param subject what a finding is called in the plural: {@code scenarios} or {@code requests}
 * @param left what the left side is
 * @param right what the right side is
 * @param started when it began
 * @param findings one a scenario, or one a request of a session
 * @param notes what else the reader must know, a sentence each
 */
public record Verification(
        String subject, String left, String right, Instant started, List<Finding> findings, List<String> notes) {

    /** Copies the lists. */
    public Verification {
        requireNonNull(subject);
        requireNonNull(left);
        requireNonNull(right);
        requireNonNull(started);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Returns how many findings have this outcome. */
    public long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** Returns whether something was compared and nothing differs but what is known to. */
    public boolean same() {
        return count(Outcome.DIFFERENT) == 0 && count(Outcome.NOT_RUN) < findings.size();
    }

    /** Returns the counts on one line: {@code 142 scenarios: 139 same, 1 different, 2 not run}. */
    public String verdict() {
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
        String counted = findings.size() == 1 ? subject.substring(0, subject.length() - 1) : subject;
        return findings.size() + " " + counted + ": " + counts;
    }
}
