package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.migration.Unit;
import java.util.List;
import java.util.Objects;

/** Judges what was compared, and learns which differences are noise. Safe for use by many threads. */
final class Judge {
    private final Comparison comparison;
    private final ParityStore store;
    private final Noise noise = new Noise();

    Judge(Comparison comparison, ParityStore store) {
        this.comparison = comparison;
        this.store = store;
    }

    synchronized Verdict verdict(Unit unit, Operation<?, ?> operation, Compared compared) {
        Tolerance tolerance = compared.differences().isEmpty()
                ? Tolerance.none()
                : store.accepted(unit, operation).or(noise.of(operation));
        return Verdict.of(compared, tolerance);
    }

    /** Returns a comparison without its noise, as it is recorded. */
    synchronized Compared withoutNoise(Operation<?, ?> operation, Compared compared) {
        Tolerance tolerance = noise.of(operation);
        return compared.incomparable() != null
                ? compared
                : Compared.of(compared.differences().stream()
                        .filter(each -> tolerance.rule(each).isEmpty())
                        .toList());
    }

    synchronized void compared(Operation<?, ?> operation, Compared compared) {
        noise.compared(operation, compared);
    }

    /**
     * Learns from two answers of generation 1. What differs between its first answer and that very answer is not noise: the
     * comparison expects the second in the words of generation 2.
     */
    synchronized <A> void sampled(Operation<?, A> operation, Answer<A> first, Answer<A> second) {
        Compared both = comparison.compare(operation, first, second);
        List<Difference> constant = comparison.compare(operation, first, first).differences();
        if (both.incomparable() == null) {
            noise.sampled(
                    operation,
                    Compared.of(both.differences().stream()
                            .filter(each -> constant.stream().noneMatch(Objects.requireNonNull(each)::isLike))
                            .toList()));
        }
    }
}
