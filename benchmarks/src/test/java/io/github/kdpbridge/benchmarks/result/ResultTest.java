package io.github.kdpbridge.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {
    @Test
    void oddNumberOfSamples_medianIsTheMiddleOne() {
        Result result = new Result("a.b", Map.of(), "ms", List.of(9.0, 1.0, 2.0));

        assertThat(result.median()).isEqualTo(2);
        assertThat(result.min()).isEqualTo(1);
        assertThat(result.max()).isEqualTo(9);
    }

    @Test
    void evenNumberOfSamples_medianIsBetweenTheTwoInTheMiddle() {
        assertThat(new Result("a.b", Map.of(), "ms", List.of(4.0, 1.0, 9.0, 2.0)).median())
                .isEqualTo(3);
    }

    @Test
    void noSamples_isRefused() {
        assertThatThrownBy(() -> new Result("a.b", Map.of(), "ms", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a.b has no samples");
    }

    @Test
    void samplesOfTheSameLabels_becomeOneResult() {
        Results results = new Results();
        results.add("a.rate", Map.of("system", "nginx"), "1/s", 1);
        results.add("a.rate", Map.of("system", "gateway"), "1/s", 5);
        results.add("a.rate", Map.of("system", "nginx"), "1/s", 3);

        assertThat(results.median("a.rate", "system", "nginx")).contains(2.0);
        assertThat(results.values("system", "a.rate")).containsExactly("nginx", "gateway");
        assertThat(results.one("a.rate", "system", "translator")).isEmpty();
    }

    @Test
    void writtenResults_areReadAgain(@TempDir Path folder) {
        Results results = new Results();
        results.add("a.rate", Map.of("system", "nginx", "workload", "ü \"1\""), "1/s", 1.5);
        results.add("b.p50", Map.of(), "ms", 2);
        results.write(folder.resolve("new"));

        assertThat(Results.read(folder.resolve("new")).all()).isEqualTo(results.all());
    }

    @Test
    void noFolder_countsAsEmpty(@TempDir Path folder) {
        assertThat(Results.read(folder.resolve("none")).all()).isEmpty();
    }
}
