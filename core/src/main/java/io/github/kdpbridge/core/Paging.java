package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.KdpException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Walks a list page by page, in constant memory. */
public final class Paging {
    private Paging() {}

    /**
     * Returns the items from a page to the end of the list.
     *
     * <p>A page is fetched when its first item is read: a stream that is never read fetches nothing, and one that ends
     * early, with {@code limit} or {@code findFirst}, fetches no more than it used. At most two pages are held, three
     * while one arrives. There is nothing to close.
     *
     * <p>The list ends with an empty page, or with the page that completes the total count or else the number of pages
     * reported by the service. A page with fewer items than requested is not the end. A total count that the items
     * exceed is ignored; so is every total count when {@code first} is not page 0.
     *
     * <p>A service that repeats its pages is detected. Without a total, or with one that was exceeded, the list ends
     * there; otherwise the stream fails, because it would be incomplete.
     *
     * <p>A failed page is thrown after the items before it have been read. An iterator that is used again requests the
     * same page again.
     *
     * @param <T> the kind of item
     * @param operation the kind of item for messages: {@code devices}
     * @param first the first page, and the size of the pages
     * @param source fetches a page, and throws {@link KdpException} if it cannot
     * @return a sequential, ordered stream; reading it throws the exceptions of {@code source}, and
     *     {@link AnswerNotUnderstoodException} if the service repeats a page before the end of the list
     */
    public static <T> Stream<T> stream(String operation, PageRequest first, Function<PageRequest, Page<T>> source) {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(source, "source");
        return StreamSupport.stream(new PageSpliterator<>(operation, first, source), false);
    }
}
