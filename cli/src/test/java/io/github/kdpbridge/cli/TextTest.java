package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTest {
    @Test
    void wrap_breaksLinesThatAreTooLong() {
        assertThat(Text.wrap("abcdef\n\nabc\n\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 3))
                .containsExactly("abc", "def", "", "abc", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", "\uD83D\uDE00");
    }

    @Test
    void wrap_keepsTheIndentationOfALine() {
        assertThat(Text.wrap("  abcd", 4)).containsExactly("  ab", "  cd");
        assertThat(Text.wrap("     ab", 4)).containsExactly("    ", "   a", "  b");
    }

    @Test
    void padded_fillsUpToTheWidth() {
        assertThat(Text.padded("ab", 3)).isEqualTo("ab ");
        assertThat(Text.padded("abcd", 3)).isEqualTo("abcd");
    }

    @Test
    void printable_keepsLineBreaksOnly() {
        assertThat(Text.printable("a\tb\u001b\n\u0007ü")).isEqualTo("a?b?\n?ü");
    }
}
