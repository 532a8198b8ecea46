package io.github.kdpbridge.simulator.portal;

import java.util.List;
import java.util.function.Function;

/** A part of a list. */
public record Page<T>(PageRequest request, int totalCount, List<T> items) {
    public Page {
        items = List.copyOf(items);
    }

    /** How many pages the whole list has; 0 when the list is empty. */
    public int totalPages() {
        return (int) (((long) totalCount + request.pageSize() - 1) / request.pageSize());
    }

    /** Whether there is no such page; the first page is always there. */
    public boolean isBeyondEnd() {
        return request.pageNum() > 0 && request.pageNum() >= totalPages();
    }

    Page<T> emptied() {
        return new Page<>(request, 0, List.of());
    }

    /** The same page of something made of each item. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(request, totalCount, items.stream().<R>map(change).toList());
    }
}
