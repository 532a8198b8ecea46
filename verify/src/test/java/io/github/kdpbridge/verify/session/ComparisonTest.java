package io.github.kdpbridge.verify.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ComparisonTest {
    private static final Comparison STRICT = Comparison.strict();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'a':1,'b':2} ~ {'b':2,'a':1}",
                "[1,2] ~ [ 1 , 2 ]",
                "1 ~ 1.0",
                "100 ~ 1e2",
                "0 ~ -0",
                "123456789012345678901234567890 ~ 1.2345678901234567890123456789e29",
                "1e99999999999 ~ 1e99999999999",
                "{'a':'\\u0041'} ~ {'a':'A'}",
                "plain text ~ plain text",
            })
    void bodiesThatMeanTheSame_haveNoDifference(String left, String right) {
        assertThat(STRICT.compare(json(left), json(right))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'code':4042104} ~ {'code':'4042104'} ~ $.code: 4042104 / '4042104'",
                "{'a':null} ~ {} ~ $.a: null / (absent)",
                "{} ~ {'a':{'b':1}} ~ $.a: (absent) / {'b':1}",
                "{'a':[{'b':1}]} ~ {'a':[{'b':2}]} ~ $.a[0].b: 1 / 2",
                "[1] ~ [1,2] ~ $[1]: (absent) / 2",
                "[1,2] ~ [1] ~ $[1]: 2 / (absent)",
                "{} ~ [] ~ $: {} / []",
                "9007199254740993 ~ 9007199254740992 ~ $: 9007199254740993 / 9007199254740992",
                "1e99999999999 ~ 2e99999999999 ~ $: 1e99999999999 / 2e99999999999",
                "{'a':1} ~ <html> ~ $: {'a':1} / <html>",
                "{'a':1,'a':1} ~ {'a':1} ~ $: {'a':1,'a':1} / {'a':1}",
            })
    void bodiesThatDiffer_areReportedWithThePlace(String left, String right, String difference) {
        assertThat(STRICT.compare(json(left), json(right)))
                .extracting(Difference::toString)
                .containsExactly(json(difference));
    }

    @Test
    void fieldWithAnUnusualName_isQuotedInThePath() {
        assertThat(STRICT.compare("{\"a b\":1}", "{\"a b\":true}"))
                .containsExactly(new Difference("$['a b']", "1", "true"));
    }

    @Test
    void orderOfAnArray_counts() {
        assertThat(STRICT.compare("[1,2]", "[2,1]"))
                .containsExactly(new Difference("$[0]", "1", "2"), new Difference("$[1]", "2", "1"));
    }

    @Test
    void answers_areComparedByStatusAndBody() {
        assertThat(STRICT.compare(answer(200, "{\"a\":1}"), answer(404, "{\"a\":2}")))
                .containsExactly(new Difference("status", "200", "404"), new Difference("$.a", "1", "2"));
        assertThat(STRICT.compare(answer(200, ""), answer(200, "{}")))
                .containsExactly(new Difference("$", Difference.ABSENT, "{}"));
        assertThat(STRICT.compare(answer(200, "{}"), answer(200, " {} "))).isEmpty();
    }

    @Test
    void volatileField_isLeftOutAtEveryDepth() {
        Comparison comparison = Comparison.ignoring(Set.of("time"));

        assertThat(comparison.compare("{\"time\":1,\"a\":[{\"time\":2,\"b\":3}]}", "{\"a\":[{\"time\":4,\"b\":5}]}"))
                .containsExactly(new Difference("$.a[0].b", "3", "5"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void comparison_isReflexiveAndSymmetric(long seed) {
        Random random = new Random(seed);
        List<String> documents =
                IntStream.range(0, 40).mapToObj(i -> document(random, 3)).toList();
        for (String left : documents) {
            assertThat(STRICT.compare(left, left)).isEmpty();
            for (String right : documents) {
                List<Difference> mirrored = STRICT.compare(right, left).stream()
                        .map(difference -> new Difference(
                                difference.path(), /* left= */ difference.right(), /* right= */ difference.left()))
                        .toList();
                assertThat(STRICT.compare(left, right)).hasSameElementsAs(mirrored);
            }
        }
    }

    private static String document(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 7);
        IntStream children = IntStream.range(0, random.nextInt(3));
        return switch (kind) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> random.nextInt(3) + (random.nextBoolean() ? "" : ".0");
            case 3 -> "\"" + random.nextInt(3) + "\"";
            case 4 -> "not json " + random.nextInt(2);
            case 5 -> children.mapToObj(i -> document(random, depth - 1)).collect(Collectors.joining(",", "[", "]"));
            default ->
                children.mapToObj(i -> "\"" + "abc".charAt(i) + "\":" + document(random, depth - 1))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, List.of(), body, Duration.ZERO);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
