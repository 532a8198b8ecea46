package io.github.kdpbridge.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("one-jdk")
class StorableTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "1200000321", "*", "line\nbreak \t \u007f", "\u00e9\uD83D\uDE00\uFFFD"})
    void text_staysAsItIs(String text) {
        assertThat(StorableText.require("unit", text)).isEqualTo(text);
    }

    @Test
    void textThatSomeDatabaseDoesNotTake_isRefused() {
        assertThatThrownBy(() -> StorableText.require("unit", "12\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unit holds U+0000, which nothing here has; leave it out");
        for (String half : new String[] {"12\uD83D", "\uDE00", "\uDE00\uD83D"}) {
            assertThatThrownBy(() -> StorableText.require("unit", half))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("unit holds half of a surrogate pair where a character should be; leave it out");
        }
    }
}
