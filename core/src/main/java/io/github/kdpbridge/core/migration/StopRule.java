package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.StopFacts.Rates;
import java.time.Duration;
import java.util.Objects;

/**
 * A reason to bring a unit back from generation 2. A rule never moves a unit forward, and does not act on missing data:
 * where nothing is known of generation 1 to compare with, it raises an alarm.
 */
public enum StopRule {
    /** Generation 2 does something else than generation 1. */
    OUTCOME {
        @Override
        Finding judge(StopFacts facts, StopLimits limits) {
            long outcomes = facts.differences().outcomes();
            return finding(
                    outcomes >= limits.outcomes(),
                    Verdict.BACK,
                    Count.of(outcomes, "difference in outcome", "differences in outcome"));
        }
    },

    /** Generation 2 does not answer, or not so that it is understood. */
    ERRORS {
        @Override
        Finding judge(StopFacts facts, StopLimits limits) {
            Rates errors = facts.errors();
            boolean isTooMuch = errors.gen2().of() >= limits.errors().calls()
                    && errors.gen2().isAtLeast(limits.errors().percent())
                    && (isUnknown(errors)
                            || errors.gen2().isMoreThan(limits.errors().times(), errors.gen1()));
            return finding(isTooMuch, orAlarm(errors, Verdict.BACK_AT_ONCE), rates(errors, "calls failed"));
        }
    },

    /** Generation 2 refuses writes that generation 1 would take. */
    REFUSED {
        @Override
        Finding judge(StopFacts facts, StopLimits limits) {
            Rates refusals = facts.refusals();
            boolean isTooMuch = refusals.gen2().of() >= limits.refusals().writes()
                    && refusals.gen2().part() > 0
                    && (isUnknown(refusals)
                            || refusals.gen2().isMoreThan(limits.refusals().times(), refusals.gen1()));
            return finding(isTooMuch, orAlarm(refusals, Verdict.BACK), rates(refusals, "writes refused"));
        }
    },

    /** An accepted transaction does not end. */
    STUCK {
        @Override
        Finding judge(StopFacts facts, StopLimits limits) {
            Duration usual = facts.progress().usual();
            Duration oldest = facts.progress().oldest();
            Duration bound = usual == null
                    ? limits.stuck().least()
                    : max(
                            usual.multipliedBy(limits.stuck().times()),
                            limits.stuck().least());
            return finding(
                    oldest.compareTo(bound) > 0,
                    usual == null ? Verdict.ALARM : Verdict.BACK,
                    "a transaction is in progress for %d min, at most %d expected"
                            .formatted(oldest.toMinutes(), bound.toMinutes()));
        }
    },

    /** The breaker before generation 2 stays open. */
    BREAKER {
        @Override
        Finding judge(StopFacts facts, StopLimits limits) {
            return finding(
                    facts.breakerOpen().compareTo(limits.breaker()) > 0,
                    Verdict.BACK_AT_ONCE,
                    "breaker open for %d s".formatted(facts.breakerOpen().toSeconds()));
        }
    },

    /** Generation 2 answers with a code that the catalogue does not know; the caller gets it as it came. */
    UNKNOWN_CODE {
        @Override
        Finding judge(StopFacts facts, StopLimits limits) {
            long codes = facts.differences().unknownCodes();
            return finding(codes > 0, Verdict.ALARM, codes + " answers with an unknown code");
        }
    };

    /** What a rule asks for, the mildest first. */
    public enum Verdict {
        NOTHING,
        /** A person should look. */
        ALARM,
        /** Bring the unit back as soon as it is drained. */
        BACK,
        /** Bring the unit back without waiting for anything. */
        BACK_AT_ONCE;

        /** Returns whether it moves the unit. */
        public boolean isMove() {
            return this == BACK || this == BACK_AT_ONCE;
        }
    }

    /**
     * What a rule found.
     *
     * @param rule the rule
     * @param verdict what it asks for
     * @param number what was counted
     */
    public record Finding(StopRule rule, Verdict verdict, String number) {
        public Finding {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(number, "number");
        }

        /** Returns the finding as an alarm if it asks for more. */
        Finding atMostAlarm() {
            return verdict.isMove() ? new Finding(rule, Verdict.ALARM, number) : this;
        }
    }

    /** Judges a unit. */
    abstract Finding judge(StopFacts facts, StopLimits limits);

    Finding finding(boolean isHit, Verdict verdict, String number) {
        return new Finding(this, isHit ? verdict : Verdict.NOTHING, number);
    }

    private static boolean isUnknown(Rates rates) {
        return rates.gen1().of() == 0;
    }

    private static Verdict orAlarm(Rates rates, Verdict verdict) {
        return isUnknown(rates) ? Verdict.ALARM : verdict;
    }

    private static String rates(Rates rates, String what) {
        return "%s %s, on gen1 %s".formatted(rates.gen2(), what, isUnknown(rates) ? "unknown" : rates.gen1());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
