package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page for a reader is read in one sitting, and the README sends each reader to theirs. */
final class ReaderPagesTest {
    private static final int MOST_WORDS = 900;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/for-integration-owners.md",
                "docs/for-java-developers.md",
                "docs/for-operators.md",
                "docs/for-decision-makers.md"
            })
    void readerPage_isShort_andInTheReadme(String name) {
        assertThat(words(name)).isLessThanOrEqualTo(MOST_WORDS);
        assertThat(DocumentedPage.of("README.md").links()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = "README.md")
    void readme_isShort(String name) {
        assertThat(words(name)).isLessThanOrEqualTo(MOST_WORDS);
    }

    private static int words(String name) {
        return DocumentedPage.of(name).text().strip().split("\\s+").length;
    }
}
