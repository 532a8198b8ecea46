package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The verdict on a question that both generations were to answer. Each question gets exactly one. */
public sealed interface Verdict {
    /** The answers are equal by the rules of the {@link Comparison}. */
    record Matched() implements Verdict {}

    /**
     * The answers are equal only because rules tolerate what differs.
     *
     * @param rules the ids of the rules
     */
    record Tolerated(Set<String> rules) implements Verdict {
        public Tolerated {
            rules = ImmutableSet.copyOf(rules);
        }
    }

    /**
     * The answers differ.
     *
     * @param differences the differences that no rule tolerates
     */
    record Mismatched(List<Difference> differences) implements Verdict {
        public Mismatched {
            differences = ImmutableList.copyOf(differences);
        }
    }

    /** The answers cannot be compared. */
    record NotCompared(Incomparable reason) implements Verdict {
        public NotCompared {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The question was not put to the other generation: the queue was full, the budget was used, or the unit is no longer
     * compared.
     */
    record Dropped() implements Verdict {}

    /** Returns the verdict on a comparison. */
    static Verdict of(Compared compared, Tolerance tolerance) {
        Incomparable reason = compared.incomparable();
        if (reason != null) {
            return new NotCompared(reason);
        }
        Set<String> rules = new LinkedHashSet<>();
        List<Difference> left = new ArrayList<>();
        for (Difference difference : compared.differences()) {
            tolerance
                    .rule(difference)
                    .filter(rule -> difference.kind().isTolerable())
                    .ifPresentOrElse(rules::add, () -> left.add(difference));
        }
        return left.isEmpty() ? rules.isEmpty() ? new Matched() : new Tolerated(rules) : new Mismatched(left);
    }
}
