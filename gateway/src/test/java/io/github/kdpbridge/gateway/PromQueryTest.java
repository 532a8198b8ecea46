package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.PromQuery.Matcher;
import io.github.kdpbridge.gateway.PromQuery.Selector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQueryTest {
    @Test
    void metrics_areToldFromFunctionsLabelsAndWords() {
        PromQuery query = PromQuery.of("""
                histogram_quantile(0.95, sum by (le, job) (rate(a_bucket{x="1, {b}", y!~"c|d"}[$__rate_interval])))
                  / on (job) group_left (version) max(e) without (f) > bool 1e3 # g
                  or (h > 0 unless h offset 15m) and vector(1) == time()""");

        assertThat(query.selectors())
                .containsExactly(
                        new Selector(
                                "a_bucket", List.of(new Matcher("x", "=", "1, {b}"), new Matcher("y", "!~", "c|d"))),
                        new Selector("e", List.of()),
                        new Selector("h", List.of()),
                        new Selector("h", List.of()));
        assertThat(query.labels()).containsExactly("f", "job", "le", "version");
    }

    @Test
    void selectorWithoutAName_isRefused() {
        assertThatThrownBy(() -> PromQuery.of("sum({job=\"a\"})"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a selector without the name of a metric: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a; true",
                "b; false",
                "a{x=\"1\"}; true",
                "a{x=\"2\"}; false",
                "a{x!=\"1\"}; false",
                "a{x!=\"2\"}; true",
                "a{x=~\"1|2\"}; true",
                "a{x=~\"2|3\"}; false",
                "a{x!~\"1|2\"}; false",
                "a{x!~\"2|3\"}; true",
                "a{y=\"1\"}; false",
                "a{y!=\"1\"}; false",
                "a{x=~\"$x\"}; true",
                "a{y=~\"$y\"}; false",
                "a{job=\"any\", instance=~\"$instance\"}; true",
            })
    void selector_findsSeriesOfItsNameAndLabels(String query, boolean isFound) {
        assertThat(PromQuery.of(query).selectors().get(0).finds(new Series("a", Map.of("x", "1"))))
                .isEqualTo(isFound);
    }

    @Test
    void scrape_isReadAsSeries() {
        assertThat(Series.of("# HELP a b\n# TYPE a gauge\na{x=\"1\",y=\"2 3\"} 0.0\nb NaN\n"))
                .containsExactly(new Series("a", Map.of("x", "1", "y", "2 3")), new Series("b", Map.of()));
    }
}
