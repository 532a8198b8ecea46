package io.github.kdpbridge.core.migration.shadow;

import java.util.Objects;

/**
 * The comparison of a whole list.
 *
 * @param gen1 the items that generation 1 lists; 0 if it did not answer
 * @param gen2 the items that generation 2 lists; 0 if it did not answer
 * @param verdict the verdict
 */
public record ListsCompared(int gen1, int gen2, Verdict verdict) {
    public ListsCompared {
        Objects.requireNonNull(verdict, "verdict");
    }
}
