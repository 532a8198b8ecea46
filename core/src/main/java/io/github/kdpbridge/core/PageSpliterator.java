package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The items of a list, fetched page by page on demand; {@link Paging#stream} says when it ends. */
final class PageSpliterator<T> implements Spliterator<T> {
    private static final int OK = 200;

    private final String operation;
    private final Function<PageRequest, Page<T>> source;

    /** Whether reading began with the first item, so that the number of items can be compared with the total count. */
    private final boolean fromTheStart;

    private @Nullable PageRequest next;
    private Iterator<T> items = Collections.emptyIterator();
    private List<T> latest = List.of();
    private List<T> landmark = List.of();
    private long pages;
    private long given;

    PageSpliterator(String operation, PageRequest first, Function<PageRequest, Page<T>> source) {
        this.operation = operation;
        this.source = source;
        this.fromTheStart = first.number() == 0;
        this.next = first;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        if (!items.hasNext() && !fetch()) {
            return false;
        }
        action.accept(items.next());
        return true;
    }

    /** Never splits: that would buffer half of a list that is fetched in order. */
    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }

    private boolean fetch() {
        PageRequest asked = next;
        if (asked == null) {
            return false;
        }
        Page<T> page = source.apply(asked);
        boolean repeated = isRepeated(page.items());
        if (repeated && isShort(page, asked)) {
            throw new AnswerNotUnderstoodException(
                    operation, OK, asked + " repeats an earlier page before the list is complete", null, false);
        }
        if (repeated || page.items().isEmpty()) {
            end();
            return false;
        }
        remember(page.items());
        items = page.items().iterator();
        next = isLast(page, asked) ? null : asked.next();
        return true;
    }

    private boolean isRepeated(List<T> fetched) {
        return !fetched.isEmpty() && (fetched.equals(latest) || fetched.equals(landmark));
    }

    /**
     * The landmark moves to the first, second, fourth, eighth page and so on: once it stands inside a cycle of any
     * length, and the next move is further away than that length, the cycle comes round to it (Brent).
     */
    private void remember(List<T> fetched) {
        latest = fetched;
        given += fetched.size();
        pages++;
        if (Long.bitCount(pages) == 1) {
            landmark = fetched;
        }
    }

    private boolean isShort(Page<T> page, PageRequest asked) {
        Long total = total(page);
        if (total != null) {
            return given < total;
        }
        Long totalPages = page.totalPages();
        return totalPages != null && asked.number() < totalPages;
    }

    /** Equal and not more: a smaller total was wrong. */
    private boolean isLast(Page<T> page, PageRequest asked) {
        Long total = total(page);
        if (total != null) {
            return given == total;
        }
        Long totalPages = page.totalPages();
        return totalPages != null && asked.number() + 1 == totalPages;
    }

    private @Nullable Long total(Page<T> page) {
        return fromTheStart ? page.totalCount() : null;
    }

    private void end() {
        next = null;
        latest = List.of();
        landmark = List.of();
    }
}
