package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    @ParameterizedTest
    @ValueSource(
            ints = {0, 0x1B, 0x7F, 0x9B, 0xAD, 0x61C, 0x200B, 0x200F, 0x2028, 0x2029, 0x202E, 0x2066, 0xFEFF, 0xE0041})
    void characterThatSteers_becomesAQuestionMark(int character) {
        String text = "a" + Character.toString(character) + "b";

        assertThat(Visible.line(text)).isEqualTo("a?b");
        assertThat(Visible.lines(text)).isEqualTo("a?b");
    }

    @Test
    void unpairedSurrogate_becomesAQuestionMark() {
        assertThat(Visible.line("a\uD83D")).isEqualTo("a?");
    }

    @Test
    void textOfAnyLanguage_stays() {
        String text = "Größe 한국 שלום \uD83D\uDE00 …→";

        assertThat(Visible.line(text)).isEqualTo(text);
    }

    @Test
    void lineFeed_staysInLines() {
        assertThat(Visible.lines("a\r\nb")).isEqualTo("a?\nb");
        assertThat(Visible.line("a\r\nb")).isEqualTo("a??b");
    }
}
