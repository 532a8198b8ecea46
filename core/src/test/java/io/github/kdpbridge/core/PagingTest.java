package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.UnreachableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private final List<PageRequest> asked = new ArrayList<>();

    /** Streams what the service gives for each number of a page. */
    private Stream<String> stream(PageRequest first, LongFunction<Page<String>> service) {
        return Paging.stream("device list", first, request -> {
            asked.add(request);
            return service.apply(request.number());
        });
    }

    private Stream<String> stream(LongFunction<Page<String>> service) {
        return stream(PageRequest.first(), service);
    }

    private List<Long> numbersAsked() {
        return asked.stream().map(PageRequest::number).toList();
    }

    private static Page<String> page(long number, Long totalCount, String... items) {
        return new Page<>(List.of(items), totalCount, number);
    }

    /** A service with so many items, two a page, that tells their number. */
    private static LongFunction<Page<String>> honest(long count) {
        return twoAPage(count, count);
    }

    private static LongFunction<Page<String>> twoAPage(long count, Long totalCount) {
        return number -> new Page<>(
                LongStream.range(2 * number, Math.min(count, 2 * number + 2))
                        .mapToObj(Long::toString)
                        .toList(),
                totalCount,
                number);
    }

    @Test
    void list_isReadPageByPageUntilItsTotal() {
        assertThat(stream(honest(5))).containsExactly("0", "1", "2", "3", "4");
        assertThat(numbersAsked()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void totalReachedByAFullPage_needsNoFurtherPage() {
        assertThat(stream(honest(4))).hasSize(4);
        assertThat(numbersAsked()).containsExactly(0L, 1L);
    }

    @Test
    void emptyList_isOnePage() {
        assertThat(stream(honest(0))).isEmpty();
        assertThat(numbersAsked()).containsExactly(0L);
    }

    @Test
    void withoutATotal_theEmptyPageIsTheEnd() {
        assertThat(stream(twoAPage(5, null))).hasSize(5);
        assertThat(numbersAsked()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void withoutATotalCount_theNumberOfPagesCounts() {
        assertThat(stream(number ->
                        new Page<>(List.of("a" + number, "b" + number), null, number, 3L, UnknownFields.none())))
                .hasSize(6);
        assertThat(numbersAsked()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void totalThatIsTooHigh_endsWithTheEmptyPage() {
        assertThat(stream(twoAPage(3, 100L))).containsExactly("0", "1", "2");
        assertThat(numbersAsked()).containsExactly(0L, 1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void totalThatIsExceeded_isNotBelieved(long totalCount) {
        assertThat(stream(twoAPage(7, totalCount))).hasSize(7);
        assertThat(numbersAsked()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void shortPage_isNoEnd() {
        assertThat(stream(PageRequest.of(1000), honest(6))).hasSize(6);
        assertThat(asked).containsExactly(new PageRequest(0, 1000), new PageRequest(1, 1000), new PageRequest(2, 1000));
    }

    @Test
    void serviceThatKnowsNoPages_isReadOnce() {
        assertThat(stream(number -> page(number, null, "a", "b"))).containsExactly("a", "b");
        assertThat(numbersAsked()).containsExactly(0L, 1L);
    }

    @Test
    void serviceThatRepeatsItsLastPage_endsThere() {
        LongFunction<Page<String>> service = twoAPage(6, null);
        assertThat(stream(number -> service.apply(Math.min(number, 2)))).hasSize(6);
        assertThat(numbersAsked()).containsExactly(0L, 1L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void serviceThatGoesRoundInCircles_isFoundOut(int pages) {
        LongFunction<Page<String>> service = twoAPage(2L * pages, null);

        assertThat(stream(number -> service.apply(number % pages)))
                .hasSizeLessThan(6 * pages + 2)
                .startsWith("0", "1", "2", "3");
    }

    @Test
    void repeatedPageBeforeTheTotal_failsBecauseItemsAreMissing() {
        Iterator<String> items = stream(number -> page(number, 5L, "a", "b")).iterator();

        assertThat(items.next()).isEqualTo("a");
        assertThat(items.next()).isEqualTo("b");
        AnswerNotUnderstoodException e = catchThrowableOfType(AnswerNotUnderstoodException.class, items::hasNext);
        assertThat(e)
                .hasMessage("device list got an answer that cannot be understood: "
                        + "page 1 repeats an earlier page before the list is complete [HTTP 200]");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void repeatedPageBeforeTheLast_failsBecauseItemsAreMissing() {
        assertThatThrownBy(() -> stream(number -> new Page<>(List.of("a"), null, number, 3L, UnknownFields.none()))
                        .toList())
                .isInstanceOf(AnswerNotUnderstoodException.class);
        assertThat(numbersAsked()).containsExactly(0L, 1L);
    }

    @Test
    void streamThatIsNotRead_asksForNothing() {
        try (Stream<String> unread = stream(honest(5))) {
            assertThat(unread.isParallel()).isFalse();
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void streamThatEndsInsideAPage_asksForNoMore(long limit) {
        assertThat(stream(honest(1000)).limit(limit)).hasSize((int) limit);
        assertThat(numbersAsked()).containsExactly(0L);
    }

    @Test
    void firstMatch_endsTheReading() {
        assertThat(stream(honest(1000)).filter("3"::equals).findFirst()).contains("3");
        assertThat(numbersAsked()).containsExactly(0L, 1L);
    }

    @Test
    void failure_comesBehindTheItemsBeforeItAndCanBeTriedAgain() {
        UnreachableException failure = new UnreachableException("device list, page 1", "gone", null, false);
        Iterator<String> items = stream(number -> {
                    if (asked.size() == 2) {
                        throw failure;
                    }
                    return honest(4).apply(number);
                })
                .iterator();

        assertThat(List.of(items.next(), items.next())).containsExactly("0", "1");
        assertThatThrownBy(items::next).isSameAs(failure);
        assertThat(items).toIterable().containsExactly("2", "3");
        assertThat(numbersAsked()).containsExactly(0L, 1L, 1L);
    }

    @Test
    void readingFromALaterPage_doesNotCountAgainstTheTotal() {
        assertThat(stream(new PageRequest(2, 2), honest(6))).containsExactly("4", "5");
        assertThat(asked).containsExactly(new PageRequest(2, 2), new PageRequest(3, 2));
    }

    @Test
    void parallelStream_readsTheSameOnce() {
        assertThat(stream(honest(5)).parallel().toList()).containsExactly("0", "1", "2", "3", "4");
        assertThat(numbersAsked()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void spliterator_promisesOrderAndNoSize() {
        Spliterator<String> items = stream(honest(5)).spliterator();

        assertThat(items.hasCharacteristics(Spliterator.ORDERED | Spliterator.NONNULL))
                .isTrue();
        assertThat(items.getExactSizeIfKnown()).isEqualTo(-1);
        assertThat(items.trySplit()).isNull();
    }
}
