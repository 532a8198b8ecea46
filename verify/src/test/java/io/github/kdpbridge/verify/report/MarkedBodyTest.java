package io.github.kdpbridge.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.session.Comparison;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedBodyTest {
    @Test
    void linesOfADifference_areMarkedWithAllThatIsInIt() {
        String left = "{\"a\":[{\"x\":1,\"y\":{}},2],\"b c\":null,\"e\":[]}";
        String right = "{\"a\":[2,2],\"b c\":1,\"e\":[]}";

        List<String> lines = MarkedBody.lines(left, Comparison.strict().compare(left, right)).stream()
                .map(line -> (line.marked() ? "!" : " ") + line.text())
                .toList();

        assertThat(lines)
                .containsExactly(
                        " {",
                        "   \"a\": [",
                        "!    {",
                        "!      \"x\": 1,",
                        "!      \"y\": {}",
                        "!    },",
                        "     2",
                        "   ],",
                        "!  \"b c\": null,",
                        "   \"e\": []",
                        " }");
    }

    @Test
    void longBody_isCut() {
        String body = "[" + String.join(",", Collections.nCopies(1000, "1")) + "]";

        List<MarkedBody.Line> lines = MarkedBody.lines(body, List.of());

        assertThat(lines).hasSize(MarkedBody.LINE_LIMIT + 1);
        assertThat(lines.get(MarkedBody.LINE_LIMIT)).isEqualTo(new MarkedBody.Line("… 602 more lines", false));
    }
}
