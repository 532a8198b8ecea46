package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import java.util.List;
import java.util.Objects;

/**
 * Differences of one place and kind.
 *
 * @param alike what they have in common
 * @param isOutcome whether they keep their units from moving
 * @param sums how many they are
 * @param examples the {@link KnownDifferences#EXAMPLES} that were seen last; copied
 */
public record DifferenceGroup(DifferenceFilter.Alike alike, boolean isOutcome, Sums sums, List<Known> examples) {
    /**
     * How many differences there are.
     *
     * @param differences how many are kept
     * @param units in how many units
     * @param seen how often they were seen
     */
    public record Sums(long differences, long units, long seen) {}

    public DifferenceGroup {
        Objects.requireNonNull(alike, "alike");
        Objects.requireNonNull(sums, "sums");
        examples = ImmutableList.copyOf(examples);
    }
}
