package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * The requested part of a list.
 *
 * @param number the number of the page, from 0
 * @param size the most items a page, at least 1; null for the default of the {@link DeploymentProgram}
 */
public record PageRequest(long number, @Nullable Integer size) {
    private static final PageRequest FIRST = new PageRequest(0, null);

    /** @throws IllegalArgumentException if {@code number} is negative or {@code size} is less than 1 */
    public PageRequest {
        checkArgument(number >= 0, "the number of a page is negative: %s", number);
        checkArgument(size == null || size >= 1, "a page must have room for an item: %s", size);
    }

    /** Returns the request for the first page, of the default size. */
    public static PageRequest first() {
        return FIRST;
    }

    /**
     * Returns the request for the first page of this size.
     *
     * @throws IllegalArgumentException if {@code size} is less than 1
     */
    public static PageRequest of(int size) {
        return new PageRequest(0, size);
    }

    /** Returns the request for the next page, of the same size. */
    public PageRequest next() {
        return new PageRequest(Math.addExact(number, 1), size);
    }

    /** Returns the number: {@code page 3}. */
    @Override
    public String toString() {
        return "page " + number;
    }
}
