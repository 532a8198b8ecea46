package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.StopRule.Finding;
import io.github.kdpbridge.core.migration.StopRule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Watches one unit. A rule acts at its second hit in a row, and only in a phase that is {@linkplain Phase#isOnTrial on
 * trial}; in a later one it raises an alarm. Of several rules the one that asks for most wins.
 *
 * <p>Not safe for use by several threads.
 */
public final class StopRules {
    /**
     * When an account is frozen.
     *
     * @param units the units that rules brought back, 3 by default
     * @param window within which time, 1 h by default
     */
    public record Returns(int units, Duration window) {
        /** The defaults. */
        public static final Returns STANDARD = new Returns(3, Duration.ofHours(1));
    }

    private final StopLimits limits;
    private Set<StopRule> hits = ImmutableSet.of();
    private boolean isNewlyHit;

    /** Watches a unit that no rule has hit. */
    public StopRules(StopLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * Looks at the unit.
     *
     * @return what to act on now, the most urgent first; empty if nothing
     */
    public List<Finding> look(Phase phase, StopFacts facts) {
        List<Finding> found = isWatched(phase)
                ? Stream.of(StopRule.values())
                        .map(rule -> rule.judge(facts, limits))
                        .filter(finding -> finding.verdict() != Verdict.NOTHING)
                        .toList()
                : ImmutableList.of();
        Set<StopRule> before = hits;
        hits = found.stream().map(Finding::rule).collect(ImmutableSet.toImmutableSet());
        isNewlyHit = found.stream().anyMatch(finding -> finding.verdict().isMove() && !before.contains(finding.rule()));
        return found.stream()
                .filter(finding -> !finding.verdict().isMove() || before.contains(finding.rule()))
                .map(finding -> phase.isOnTrial() ? finding : finding.atMostAlarm())
                .sorted(Comparator.comparing(Finding::verdict).reversed())
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns whether the last look found a rule that brings back, and that had not hit at the look before. */
    boolean isNewlyHit() {
        return isNewlyHit;
    }

    /** Returns whether the rules have anything to say in a phase: generation 2 serves a unit in it. */
    static boolean isWatched(Phase phase) {
        return phase.compareTo(Phase.READS) >= 0;
    }

    /**
     * Returns the move that findings ask for.
     *
     * @param findings as {@link #look} returns them
     * @return a move back; empty if none asks for one
     */
    public static Optional<Move> move(Phase phase, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict().isMove() && phase.isOnTrial())
                .findFirst()
                .map(finding -> finding.verdict() == Verdict.BACK_AT_ONCE
                        ? Move.backAtOnce(phase, cause(finding))
                        : Move.back(phase, cause(finding)));
    }

    private static Cause cause(Finding finding) {
        return Cause.rule(finding.rule().name().toLowerCase(Locale.ROOT), finding.number(), "second hit in a row");
    }

    /**
     * Returns the cause to freeze an account: rules brought back too many of its units.
     *
     * @param log the account's entries
     * @return empty if there is none
     */
    public static Optional<Cause> freeze(Collection<LoggedMove> log, Instant now, Returns limits) {
        long units = log.stream()
                .filter(entry -> entry.isBroughtBack() && entry.at().isAfter(now.minus(limits.window())))
                .map(LoggedMove::unit)
                .distinct()
                .count();
        return units < limits.units()
                ? Optional.empty()
                : Optional.of(Cause.rule(
                        "returns",
                        "rules brought back %s within %d min"
                                .formatted(
                                        Count.of(units, "unit"), limits.window().toMinutes()),
                        ""));
    }
}
