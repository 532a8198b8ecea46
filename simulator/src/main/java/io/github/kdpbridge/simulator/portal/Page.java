package io.github.kdpbridge.simulator.portal;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param request which part was asked for
 * @param totalCount how many items the whole list has
 * @param items the items of this page; none beyond the last page
 * @param <T> the type of the items
 */
public record Page<T>(PageRequest request, int totalCount, List<T> items) {
    /** Copies. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * How many pages the whole list has.
     *
     * @return 0 when the list is empty
     */
    public int totalPages() {
        return (int) (((long) totalCount + request.pageSize() - 1) / request.pageSize());
    }

    /**
     * Whether there is no such page; the first page is always there.
     *
     * @return true when it lies beyond the last one
     */
    public boolean isBeyondEnd() {
        return request.pageNum() > 0 && request.pageNum() >= totalPages();
    }

    Page<T> emptied() {
        return new Page<>(request, 0, List.of());
    }

    /**
     * The same page of something made of each item.
     *
     * @param change makes it
     * @return the page
     * @param <R> the type of what is made
     */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(request, totalCount, items.stream().<R>map(change).toList());
    }
}
