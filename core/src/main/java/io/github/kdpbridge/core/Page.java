package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as the service cut it.
 *
 * <p>The numbers are the service's own and not checked for consistency: a page may hold fewer items than requested and
 * still not be the last one. {@link Paging} walks a list to its end.
 *
 * @param <T> the kind of item
 * @param items the items, copied, in the service's order; empty behind the end of the list
 * @param totalCount the number of items in the whole list; null if absent
 * @param number the number of the requested page, from 0
 * @param totalPages the number of pages of the whole list; null if absent
 * @param unknown the other fields of the answer
 */
public record Page<T>(
        List<T> items,
        @Nullable Long totalCount,
        long number,
        @Nullable Long totalPages,
        UnknownFields unknown) {
    public Page {
        items = ImmutableList.copyOf(items);
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Creates a page without a number of pages and without further fields. */
    public Page(List<T> items, @Nullable Long totalCount, long number) {
        this(items, totalCount, number, null, UnknownFields.none());
    }

    /**
     * Returns a page of a complete list; the whole list if the request has no size. A page behind the end is empty, and
     * has totals of 0.
     */
    public static <T> Page<T> of(List<T> all, PageRequest request) {
        int size = request.size() == null ? Math.max(1, all.size()) : request.size();
        long from = request.number() > all.size() ? all.size() : Math.min(request.number() * size, all.size());
        long to = Math.min(from + size, all.size());
        boolean behind = request.number() > 0 && from == all.size();
        long pages = behind ? 0 : (all.size() + (long) size - 1) / size;
        long total = behind ? 0 : all.size();
        return new Page<>(all.subList((int) from, (int) to), total, request.number(), pages, UnknownFields.none());
    }

    /** Returns the same page with other items. */
    public <R> Page<R> with(List<R> items) {
        return new Page<>(items, totalCount, number, totalPages, unknown);
    }

    /** Returns the number of the page and of its items, never the items: {@code page 0: 2 of 5 items}. */
    @Override
    public String toString() {
        return "page %d: %d%s items".formatted(number, items.size(), totalCount == null ? "" : " of " + totalCount);
    }
}
