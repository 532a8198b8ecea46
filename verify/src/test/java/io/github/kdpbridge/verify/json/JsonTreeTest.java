package io.github.kdpbridge.verify.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "\"text\"",
                "{\"b\":1,\"a\":[{\"c\":null},false,[]]}",
                "[0,-0,1.50,1e400,-2E-7,9007199254740993,123456789012345678901234567890]",
                "\"quote \\\" backslash \\\\ lines \\n\\r\\t bell \\u0007 next line \\u0085 é 漢\"",
                "{\"\":{\"a b\":\"\"}}"
            })
    void wellFormedDocument_isPrintedAsItWasWritten(String text) {
        assertThat(JsonTree.parse(text).orElseThrow().compact()).isEqualTo(text);
        String pretty = JsonTree.parse(text).orElseThrow().pretty();
        assertThat(JsonTree.parse(pretty).orElseThrow().compact()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\":1,}", "{} {}", "{\"a\":1,\"a\":2}", "{a:1}", "01", "NaN", "<html>", "'a'"})
    void anythingElse_isNotJson(String text) {
        assertThat(JsonTree.parse(text)).isEmpty();
    }

    @Test
    void nestingBeyondTheLimit_isNotJson() {
        assertThat(JsonTree.parse("[".repeat(255) + "]".repeat(255))).isPresent();
        assertThat(JsonTree.parse("[".repeat(256) + "]".repeat(256))).isEmpty();
    }

    @Test
    void pretty_indentsByTwoBlanks() {
        assertThat(JsonTree.parse("{\"a\":[1,{}],\"b\":{\"c\":[]}}")
                        .orElseThrow()
                        .pretty())
                .isEqualTo("""
                        {
                          "a": [
                            1,
                            {}
                          ],
                          "b": {
                            "c": []
                          }
                        }""");
    }
}
