package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.KdpException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Walks a list page by page, so that a list of any length passes through little memory. */
public final class Paging {
    private Paging() {}

    /**
     * Returns the items from a page to the end of the list.
     *
     * <p>A page is asked for when its first item is wanted and not before: a stream that is never read asks for
     * nothing, and one that ends early, with {@code limit} or {@code findFirst}, asks for no more than it used. Two
     * pages are held at most, three for the moment in which one arrives. There is nothing to close.
     *
     * <p>The list ends with an empty page, or with the page that completes the total count, or else the number of
     * pages, that the service reported. A page with fewer items than asked for is no end. A total that the items exceed
     * is wrong and no longer believed; the total count is not used either when {@code first} is not page 0.
     *
     * <p>A service that gives the same pages again and again is found out. Where it gave no total, or one that was
     * exceeded, the list ends there; where more items were still to come, the stream fails, because it would be
     * incomplete.
     *
     * <p>A failure to get a page reaches the reader when the items before it have been read. An iterator over the
     * stream that is asked once more asks for the same page again.
     *
     * @param <T> the kind of item
     * @param operation what is asked for, in words, for messages: {@code devices}
     * @param first where to begin, and the size of the pages
     * @param source gives the page that is asked for, and throws {@link KdpException} if it cannot
     * @return a sequential, ordered stream; reading it throws whatever {@code source} throws, and
     *     {@link AnswerNotUnderstoodException} if the service repeats a page before the end of the list
     */
    public static <T> Stream<T> stream(String operation, PageRequest first, Function<PageRequest, Page<T>> source) {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(source, "source");
        return StreamSupport.stream(new PageSpliterator<>(operation, first, source), false);
    }
}
