package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.migration.shadow.PortalFacts.Evidence;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the answers of generation 2 fit what is assumed of it. An answer speaks for an assumption if it would have shown the
 * sign that it is otherwise, and did not. Immutable.
 *
 * @param evidence the answers for and against each assumption; one without any is left out
 */
public record LearntAssumptions(Map<Assumption, Evidence> evidence) {
    private static final LearntAssumptions NONE = new LearntAssumptions(Map.of());
    private static final int OK = 200;

    public LearntAssumptions {
        evidence = ImmutableMap.copyOf(evidence);
    }

    /** Returns no evidence for or against any assumption. */
    public static LearntAssumptions none() {
        return NONE;
    }

    /** Returns the evidence of an assumption, which may be none. */
    public Evidence of(Assumption assumption) {
        return evidence.getOrDefault(assumption, new Evidence(0, 0));
    }

    /** Learns from a sign that an assumption does not hold. */
    public LearntAssumptions otherwise(Assumption assumption) {
        return plus(new LearntAssumptions(Map.of(assumption, new Evidence(0, 1))));
    }

    private LearntAssumptions so(Assumption assumption) {
        return plus(new LearntAssumptions(Map.of(assumption, new Evidence(1, 0))));
    }

    /** Returns the sums of the evidence of both. */
    public LearntAssumptions plus(LearntAssumptions other) {
        Map<Assumption, Evidence> sums = new EnumMap<>(Assumption.class);
        Stream.of(evidence, other.evidence)
                .forEach(each -> each.forEach((assumption, count) -> sums.merge(assumption, count, Evidence::plus)));
        return new LearntAssumptions(sums);
    }

    /** Learns from an answer of generation 2. */
    LearntAssumptions answer(Answer<?> gen2) {
        if (gen2.value() instanceof TransactionStatus status) {
            return status(status);
        }
        return refusal(gen2.refusal());
    }

    private LearntAssumptions status(TransactionStatus status) {
        LearntAssumptions learnt = so(Assumption.STATUS_FILTER);
        if (!status.complete()) {
            return status.devices().isEmpty() ? learnt.so(Assumption.DEVICES_IN_PROGRESS) : learnt;
        }
        return status.coverage() == DeviceCoverage.FAILED_ONLY ? learnt.so(Assumption.FAILED_ONLY) : learnt;
    }

    private LearntAssumptions refusal(@Nullable RefusedException refusal) {
        if (refusal == null || refusal.condition() == Condition.UNKNOWN) {
            return this;
        }
        if (refusal.condition() != Condition.TRANSACTION_NOT_FOUND) {
            return so(Assumption.ERROR_NAMES);
        }
        return refusal.httpStatus() == OK ? so(Assumption.UNKNOWN_TRANSACTION) : this;
    }
}
