package io.github.kdpbridge.serviceclient.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainStringsTest {
    private final Identifiers.Builder taken = new Identifiers.Builder(0);

    static IntStream bytes() {
        return IntStream.range(0, 256);
    }

    /** RFC 8259, section 7: what may stand unescaped, of ASCII. */
    private static boolean isPlain(int value) {
        return value >= 0x20 && value < 0x80 && value != 0x22 && value != 0x5C;
    }

    private static Buffer json(int value, String before, String after) {
        return new Buffer().writeUtf8(before).writeByte(value).writeUtf8(after);
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void anyByteOfAString_isTakenIfItIsPlain(int value) throws IOException {
        for (int length = 0; length < 20; length++) {
            Identifiers.Builder strings = new Identifiers.Builder(0);
            String text = "0".repeat(length);
            Buffer json = json(value, ",\"" + text, text + "\",\"7\"]");

            if (isPlain(value)) {
                assertThat(PlainStrings.take(json, strings)).isEqualTo(2);
                assertThat(strings.build()).containsExactly(text + (char) value + text, "7");
                assertThat(json.readUtf8()).isEqualTo("]");
            } else {
                assertThat(PlainStrings.take(json, strings)).isEqualTo(value == '"' ? 1 : 0);
            }
        }
    }

    /** RFC 8259, section 2. */
    @ParameterizedTest
    @MethodSource("bytes")
    void anyByteBetweenStrings_isSkippedIfItIsWhitespace(int value) throws IOException {
        boolean space = value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0D;

        assertThat(PlainStrings.take(json(value, "", ",\"7\"]"), taken)).isEqualTo(space ? 1 : 0);
        // A quotation mark makes an empty string.
        assertThat(PlainStrings.take(json(value, " ,", "\"7\"]"), taken)).isEqualTo(space || value == '"' ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ,"1","2"         | 2 |
            ,"1","2          | 1 | ,"2
            ,"1",2,"3"       | 1 | ,2,"3"
            ,"1",            | 1 | ,
            "1","2"          | 0 | "1","2"
            ,"1"]            | 1 | ]
            ``               | 0 |
            """)
    void whatIsNoPlainString_isLeftToTheParser(String text, int count, String rest) throws IOException {
        Buffer json = new Buffer().writeUtf8(text);

        assertThat(PlainStrings.take(json, taken)).isEqualTo(count);

        assertThat(json.readUtf8()).isEqualTo(rest == null ? "" : rest);
        assertThat(taken.build()).isEqualTo(List.of("1", "2").subList(0, count));
    }

    /** Most follow one another without a blank and are taken together, until one is of another form. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ,"10","11", "12" ,"13","14"]        | 10 11 12 13 14     | ]
            ,"10","11","123","13","14"]         | 10 11 123 13 14    | ]
            ,"10","11","","13"]                 | 10 11 _ 13         | ]
            ,"10","11","\\u0031","13"]          | 10 11              | ,"\\u0031","13"]
            ,"10","11",12345,"13"]              | 10 11              | ,12345,"13"]
            ,"10","11","12                      | 10 11              | ,"12
            """)
    void stringsAfterAnotherForm_areTakenAsTheyAre(String text, String strings, String rest) throws IOException {
        Buffer json = new Buffer().writeUtf8(text);

        List<String> plain = Splitter.on(' ').splitToList(strings.replace("_", ""));

        assertThat(PlainStrings.take(json, taken)).isEqualTo(plain.size());

        assertThat(json.readUtf8()).isEqualTo(rest);
        assertThat(taken.build()).isEqualTo(plain);
    }

    /** An okio segment has 8 KiB. */
    @Test
    void stringAcrossTheEndOfItsSegment_isLeftToTheParser() throws IOException {
        String element = ",\"351800000000701\"";
        Buffer json = new Buffer().write(element.repeat(1_000).getBytes(StandardCharsets.US_ASCII));

        assertThat(PlainStrings.take(json, taken)).isEqualTo(8192 / element.length());

        assertThat(json.size()).isEqualTo((1_000L - 8192 / element.length()) * element.length());
    }
}
