package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.recipes.WrittenText.Either;
import io.github.kdpbridge.recipes.WrittenText.Literal;
import io.github.kdpbridge.recipes.WrittenText.Named;
import io.github.kdpbridge.recipes.WrittenText.Sum;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The change of these tests turns literals into lower case. */
class EqualTextsTest {
    private static final Literal UPPER = literal("A");
    private static final Literal LOWER = literal("a");

    private static Literal literal(String value) {
        return new Literal(UUID.randomUUID(), value);
    }

    private static EqualTexts equal(Map<String, List<WrittenText>> variables, WrittenText... group) {
        return EqualTexts.of(List.of(List.of(group)), variables, text -> text.toLowerCase(Locale.ROOT));
    }

    @Test
    void textsOfOnePlace_areNoneThatStandTogether() {
        WrittenText either = new Either(List.of(UPPER, LOWER));
        assertThat(equal(Map.of(), either).literals()).isEmpty();
        assertThat(equal(Map.of(), either, LOWER).literals()).containsExactlyInAnyOrder(UPPER.id(), LOWER.id());
    }

    /** Two modules can have a class of one name. */
    @Test
    void variableOfTwoFiles_mayHoldEither() {
        assertThat(equal(Map.of("Urls.EU", List.of(literal("x"), UPPER)), new Named("Urls.EU"), LOWER)
                        .literals())
                .containsExactlyInAnyOrder(UPPER.id(), LOWER.id());
    }

    @Test
    void variableInsideOfItsOwnText_isNotReadAgain() {
        WrittenText longer = new Sum(List.of(new Named("url"), literal("/x")));
        assertThat(equal(Map.of("url", List.of(UPPER, longer)), new Named("url"), LOWER)
                        .literals())
                .containsExactlyInAnyOrder(UPPER.id(), LOWER.id());
    }

    @Test
    void textOfMoreChoicesThanCanBeRead_endsNoRun() {
        WrittenText all = new Sum(Collections.nCopies(60, new Either(List.of(UPPER, LOWER))));
        assertThat(equal(Map.of(), all, LOWER).literals()).isEmpty();
    }
}
