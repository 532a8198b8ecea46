package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a long list.
 *
 * @param rows its rows; copied
 * @param total the rows of the whole list
 * @param number the number of the part, from 1
 */
public record Part<T>(List<T> rows, long total, int number) {
    public Part {
        rows = ImmutableList.copyOf(rows);
    }

    /** Returns the part with other rows. */
    public <R> Part<R> map(Function<? super T, ? extends R> change) {
        return new Part<>(rows.stream().<R>map(change).toList(), total, number);
    }
}
