package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
    static IntStream bytes() {
        return IntStream.range(0, 256);
    }

    /** RFC 8259, section 7: what may stand unescaped, of that ASCII. */
    private static boolean isPlain(int value) {
        return value >= 0x20 && value < 0x80 && value != 0x22 && value != 0x5C;
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void anyByte_endsTheTextOrDoesNot_whereverItStands(int value) {
        for (int length = 1; length <= 26; length++) {
            for (int at = 0; at < length; at++) {
                for (char around : new char[] {'0', '!', '#', '[', ' ', '~'}) {
                    byte[] text = String.valueOf(around).repeat(length).getBytes(StandardCharsets.ISO_8859_1);
                    text[at] = (byte) value;

                    assertThat(PlainText.end(text, 0, length))
                            .as("%d of %d", at, length)
                            .isEqualTo(isPlain(value) ? length : at);
                }
            }
        }
    }

    @Test
    void text_isLookedAtFromWhereItBeginsToItsEnd() {
        byte[] text = "\"\"1234567890123456\"\"".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PlainText.end(text, 2, text.length)).isEqualTo(18);
        assertThat(PlainText.end(text, 2, 12)).isEqualTo(12);
        assertThat(PlainText.end(text, 10, 18)).isEqualTo(18);
        assertThat(PlainText.end(text, 0, text.length)).isZero();
        assertThat(PlainText.end(text, 20, 20)).isEqualTo(20);
    }

    @Test
    void characters_areJudgedLikeTheirBytes() {
        for (char character = 0; character < 0x300; character++) {
            assertThat(PlainText.isPlain("1" + character)).isEqualTo(isPlain(character));
        }
        assertThat(PlainText.isPlain("")).isTrue();
    }

    /** RFC 8259, section 2. */
    @ParameterizedTest
    @MethodSource("bytes")
    void space_isWhatJsonCallsSo(int value) {
        byte[] text = {'x', ' ', (byte) value, '\n', 'x', ' '};
        boolean space = value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0D;

        assertThat(PlainText.spaceEnd(text, 0, text.length)).isZero();
        assertThat(PlainText.spaceEnd(text, 1, text.length)).isEqualTo(space ? 4 : 2);
        assertThat(PlainText.spaceEnd(text, 5, text.length)).isEqualTo(text.length);
    }
}
