package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of verdicts of each kind.
 *
 * @param rules the number of tolerated questions by the id of a rule; a question that needs two rules counts for both
 */
public record Tally(
        long matched, long tolerated, long mismatched, long incomparable, long dropped, Map<String, Long> rules) {
    private static final Tally EMPTY = new Tally(0, 0, 0, 0, 0, Map.of());

    public Tally {
        rules = ImmutableMap.copyOf(rules);
    }

    /** Returns the tally of no verdict. */
    public static Tally empty() {
        return EMPTY;
    }

    /** Returns the tally of a single verdict. */
    public static Tally of(Verdict verdict) {
        if (verdict instanceof Verdict.Matched) {
            return new Tally(1, 0, 0, 0, 0, Map.of());
        }
        if (verdict instanceof Verdict.Tolerated tolerated) {
            Map<String, Long> rules = new TreeMap<>();
            tolerated.rules().forEach(rule -> rules.put(rule, 1L));
            return new Tally(0, 1, 0, 0, 0, rules);
        }
        if (verdict instanceof Verdict.Mismatched) {
            return new Tally(0, 0, 1, 0, 0, Map.of());
        }
        return verdict instanceof Verdict.NotCompared
                ? new Tally(0, 0, 0, 1, 0, Map.of())
                : new Tally(0, 0, 0, 0, 1, Map.of());
    }

    /** Returns the number of questions. */
    public long questions() {
        return compared() + incomparable + dropped;
    }

    /** Returns the number of questions whose answers were compared. */
    public long compared() {
        return matched + tolerated + mismatched;
    }

    /** Returns the tally with one more verdict. */
    public Tally plus(Verdict verdict) {
        return plus(of(verdict));
    }

    /** Returns the sums of both. */
    public Tally plus(Tally other) {
        Map<String, Long> sums = new TreeMap<>(rules);
        other.rules.forEach((rule, count) -> sums.merge(rule, count, Long::sum));
        return new Tally(
                matched + other.matched,
                tolerated + other.tolerated,
                mismatched + other.mismatched,
                incomparable + other.incomparable,
                dropped + other.dropped,
                sums);
    }
}
