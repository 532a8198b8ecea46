package io.github.kdpbridge.serviceclient.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Iterables;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    private static final FieldNames NAMES = FieldNames.of("a", "b");

    private static JsonFields fields(String json) throws IOException {
        return JsonFields.of(JsonReader.of(new Buffer().writeUtf8(json)), NAMES);
    }

    private static JsonFields a(String value) throws IOException {
        return fields("{\"a\":" + value + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"x\"   | x | x | x | x",
                "12      | 12 | 12 | 12 | 12",
                "1.20    | 1.20 | 1.20 | 1.20 | fails",
                "1.0     | 1.0 | 1.0 | 1.0 | 1",
                "1e3     | 1e3 | 1e3 | 1e3 | 1000",
                "\"1.0\" | 1.0 | 1.0 | 1.0 | 1.0",
                "\"\"    | `` | null | `` | null",
                "\" x \" | ` x ` | ` x ` | ` x ` | x",
                "\"  \"  | `  ` | `  ` | `  ` | null",
                "null    | null | null | null | null",
                "true    | fails | null | true | fails",
                "[\"x\"] | fails | null | x | x",
                "[12]    | fails | null | 12 | 12",
                "[1.0]   | fails | null | 1.0 | 1",
                "[]      | fails | null | [] | fails",
                "[true]  | fails | null | [true] | fails",
                "[1,2]   | fails | null | [1,2] | fails",
                "{\"c\":1} | fails | null | {\"c\":1} | fails"
            },
            nullValues = "null")
    void value_isTakenAsWhatIsAskedFor(
            String json, @Nullable String text, @Nullable String textIfAny, @Nullable String any, @Nullable String code)
            throws IOException {
        assertThat(outcome(() -> a(json).text("a"))).isEqualTo(text);
        assertThat(a(json).textIfAny("a")).isEqualTo(textIfAny);
        assertThat(a(json).any("a")).isEqualTo(any);
        assertThat(outcome(() -> a(json).code("a"))).isEqualTo(code);
    }

    /** Takes a value. */
    private interface Taking {
        @Nullable String take() throws IOException;
    }

    private static @Nullable String outcome(Taking taking) throws IOException {
        try {
            return taking.take();
        } catch (JsonDataException e) {
            return "fails";
        }
    }

    @Test
    void complaint_namesTheField() {
        assertThatThrownBy(() -> a("{}").text("a"))
                .isExactlyInstanceOf(JsonDataException.class)
                .hasMessage("$.a is neither a text nor a number");
        assertThatThrownBy(() -> a("[1,2]").code("a"))
                .isExactlyInstanceOf(JsonDataException.class)
                .hasMessage("$.a is neither a text nor a number, nor an array with one of them");
        assertThatThrownBy(() -> a("1.5").code("a"))
                .isExactlyInstanceOf(JsonDataException.class)
                .hasMessage("$.a is not a whole number");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "\"7\",7", "-1,", "1.5,", "x,", "true,", "null,", "12345678901234567890,"})
    void wholeNumber_isTakenIfItIsOne(String value, @Nullable Long expected) throws IOException {
        String json = value.equals("x") ? "\"x\"" : value;

        assertThat(a(json).wholeNumberIfAny("a")).isEqualTo(expected);
    }

    @Test
    void fieldsThatAreNotTaken_areUnknownAsTheyWereSent() throws IOException {
        JsonFields fields = fields("{\"more\":[1, 2.50],\"a\":\"x\",\"b\":\"q\\\"\",\"most\":null}");

        assertThat(fields.textIfAny("a")).isEqualTo("x");

        assertThat(fields.unknown().json())
                .containsExactly(
                        Map.entry("more", "[1, 2.50]"), Map.entry("b", "\"q\\\"\""), Map.entry("most", "null"));
        assertThat(fields.contains("a")).isFalse();
        assertThat(fields.contains("b")).isTrue();
        assertThat(fields("{}").unknown().isEmpty()).isTrue();
    }

    /** Each field looked up among all before it would take minutes. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void anyNumberOfFields_isReadInTheirOrder() throws IOException {
        Buffer json = new Buffer().writeUtf8("{");
        for (int i = 0; i < 400_000; i++) {
            json.writeUtf8("\"more" + i + "\":1,");
        }
        json.writeUtf8("\"a\":1,\"a\":1,\"b\":2}");
        // As from a connection: the parser copies what is buffered for each unknown field.
        JsonReader reader = JsonReader.of(Okio.buffer((Source) new ForwardingSource(json) {}));

        JsonFields fields = JsonFields.of(reader, NAMES);

        assertThat(fields.text("a")).isEqualTo("1");
        assertThat(fields.unknown().json()).hasSize(400_001);
        assertThat(Iterables.getLast(fields.unknown().json().keySet())).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":1,\"a\":\"1\"}"})
    void knownFieldWithTwoValues_isAMistake(String json) {
        assertThatThrownBy(() -> fields(json))
                .isExactlyInstanceOf(JsonDataException.class)
                .hasMessage("$.a is there twice, with two values");
    }

    @Test
    void fieldThatIsThereTwice_isNoneIfItIsTheSameOrUnknown() throws IOException {
        JsonFields fields = fields("{\"a\":1,\"more\":1,\"a\":1,\"more\":2,\"b\":1,\"b\":null}");

        assertThat(fields.text("a")).isEqualTo("1");
        assertThat(fields.text("b")).isEqualTo("1");
        assertThat(fields.unknown().json()).containsExactly(Map.entry("more", "2"));
    }

    @Test
    void valueThatIsNoJson_isAMistakeEvenIfNobodyWantsIt() {
        assertThatThrownBy(() -> fields("{\"more\":[1,}}")).isInstanceOf(IOException.class);
    }
}
