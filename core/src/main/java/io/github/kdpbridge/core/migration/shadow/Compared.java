package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a comparison.
 *
 * @param differences the differences, one for each path and kind; none if the answers cannot be compared
 * @param incomparable why they cannot be compared; null if they were
 */
public record Compared(
        List<Difference> differences, @Nullable Incomparable incomparable) {
    public Compared {
        differences = incomparable == null ? ImmutableList.copyOf(differences) : ImmutableList.of();
    }

    /** Returns the result of answers that were compared; without differences, they are equal. */
    public static Compared of(List<Difference> differences) {
        return new Compared(differences, null);
    }

    /** Returns the result of answers that cannot be compared. */
    public static Compared not(Incomparable reason) {
        return new Compared(List.of(), reason);
    }

    /** Returns the differences that a later comparison of the same question has too, with the later one's values. */
    public Compared confirmedBy(Compared later) {
        return later.incomparable() != null
                ? later
                : new Compared(
                        later.differences().stream()
                                .filter(each -> differences.stream().anyMatch(each::isLike))
                                .toList(),
                        incomparable);
    }
}
