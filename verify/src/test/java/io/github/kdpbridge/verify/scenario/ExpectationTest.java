package io.github.kdpbridge.verify.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Header;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
    private static List<String> differences(String expected, String actual) {
        Expectation expectation = new Expectation(200, JsonTree.parse(expected).orElseThrow(), List.of());
        return expectation.differences(answer(200, actual)).stream()
                .map(Difference::toString)
                .toList();
    }

    private static Answer answer(int status, String body, Header... headers) {
        return new Answer(status, List.of(headers), body, Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "b": "x"}        | {"b":"x","a":1.0}
            {"a": "*"}                | {"a":1}
            {"a": "*"}                | {"a":null}
            {"a": {"b": ["*", 2]}}    | {"a":{"b":[{"c":1},2]}}
            "*"                       | {"a":1}
            "*"                       | no JSON at all
            """)
    void answerAsExpected_hasNoDifference(String expected, String actual) {
        assertThat(differences(expected, actual)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1}          | {"a":"1"}       | $.a: 1 / "1"
            {"a": 1}          | {"a":1,"b":2}   | $.b: (absent) / 2
            {"a": "*"}        | {}              | $.a: "*" / (absent)
            {"a": [1, "*"]}   | {"a":[1]}       | $.a[1]: "*" / (absent)
            {"a": ["*"]}      | {"a":[1,2]}     | $.a[1]: (absent) / 2
            {"a": {"b": "*"}} | {"a":[]}        | $.a: {"b":"*"} / []
            {"a": 1}          | no JSON         | $: {"a":1} / "no JSON"
            """)
    void otherAnswer_isToldByItsPlace(String expected, String actual, String difference) {
        assertThat(differences(expected, actual)).containsExactly(difference);
    }

    @Test
    void statusAlone_takesAnyBody() {
        Expectation expectation = new Expectation(404, null, List.of());

        assertThat(expectation.differences(answer(404, "whatever"))).isEmpty();
        assertThat(expectation.differences(answer(200, "whatever")))
                .containsExactly(new Difference("status", "404", "200"));
    }

    @Test
    void header_isFoundInAnyCase() {
        Expectation expectation = new Expectation(405, null, List.of(new Header("Allow", "PUT, GET")));

        assertThat(expectation.differences(answer(405, "", new Header("allow", "PUT, GET"))))
                .isEmpty();
        assertThat(expectation.differences(answer(405, "", new Header("allow", "PUT"), new Header("Allow", "GET"))))
                .isEmpty();
        assertThat(expectation.differences(answer(405, "", new Header("Allow", "PUT"))))
                .containsExactly(new Difference("header Allow", "PUT, GET", "PUT"));
        assertThat(expectation.differences(answer(405, "")))
                .containsExactly(new Difference("header Allow", "PUT, GET", Difference.ABSENT));
    }
}
