package io.github.kdpbridge.benchmarks.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkedPageTest {
    private static final String PAGE = """
            # Title
            <!-- bench:a -->
            old
            <!-- /bench -->
            between
            <!-- bench:b -->
            <!-- /bench -->
            end
            """;

    @Test
    void sections_replaceWhatIsBetweenTheMarkersAndNothingElse() {
        assertThat(MarkedPage.with(PAGE, Map.of("a", "new $1 \\ text\n", "b", "| t |")))
                .isEqualTo("""
                # Title
                <!-- bench:a -->
                new $1 \\ text
                <!-- /bench -->
                between
                <!-- bench:b -->
                | t |
                <!-- /bench -->
                end
                """);
    }

    @Test
    void pageWrittenTwice_staysTheSame() {
        Map<String, String> sections = Map.of("a", "x\n\n", "b", "y");
        String once = MarkedPage.with(PAGE, sections);

        assertThat(MarkedPage.with(once, sections)).isEqualTo(once);
    }

    @Test
    void markerWithoutSection_isRefused() {
        assertThatThrownBy(() -> MarkedPage.with(PAGE, Map.of("a", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the page has a marker bench:b, which nothing is generated for");
    }

    @Test
    void sectionWithoutMarker_isRefused() {
        assertThatThrownBy(() -> MarkedPage.with(PAGE, Map.of("a", "x", "b", "y", "c", "z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the page has no marker for c");
    }

    @ParameterizedTest
    @CsvSource({
        "<!-- bench:a -->~old~<!-- bench:b -->~<!-- /bench -->~, the marker bench:a has no end before the next one",
        "<!-- bench:a -->~<!-- /bench -->~<!-- bench:a -->~<!-- /bench -->~, the page has the marker bench:a twice",
        "<!-- bench:a -->~<!-- /bench -->~<!-- /bench -->~, 'the page has a marker without an end, or an end without a marker'",
    })
    void brokenMarkers_areRefused(String page, String message) {
        assertThatThrownBy(() -> MarkedPage.with(page.replace('~', '\n'), Map.of("a", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
