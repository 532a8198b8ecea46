package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Which part of a long list is wanted.
 *
 * @param number the number of the part, from 1; one beyond the end is the last
 * @param size how many rows a part has, from 1
 */
public record Cut(int number, int size) {
    /** The whole list. */
    public static final Cut WHOLE = new Cut(1, Integer.MAX_VALUE);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public Cut {
        checkArgument(number > 0 && size > 0, "part %s of %s rows", number, size);
    }

    /** Returns the same cut of a list of some length: a part that there is. */
    public Cut within(long total) {
        long last = Math.max(1, (total + size - 1) / size);
        return number <= last ? this : new Cut((int) last, size);
    }

    /** Returns the number of rows before the part. */
    public long before() {
        return (long) (number - 1) * size;
    }

    /** Returns the part of a list that is read as a whole. */
    public <T> Part<T> of(List<T> all) {
        Cut cut = within(all.size());
        return new Part<>(
                all.stream().skip(cut.before()).limit(size).collect(ImmutableList.toImmutableList()),
                all.size(),
                cut.number());
    }
}
