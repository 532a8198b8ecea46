package io.github.kdpbridge.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kdpbridge.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private static final Path PERFORMANCE = Path.of("..", "docs", "performance.md");

    private final Results results = new Results();

    @Test
    void gatewayBelowItsTarget_isSaidSo() {
        rates("upload of 1 device", 16, 1000, 590, 300);
        rates("upload of 1 device", 64, 1000, 800, 300);

        assertThat(new Page(results, List.of()).tables())
                .contains("| gateway to nginx, 1 and 30 devices, 16 to 64 connections | at least 0.60 "
                        + "| 0.59 (JDK 17) | **no** |")
                .contains("| gateway to the translator, 1 and 30 devices, 16 to 64 connections | at least 1.50 "
                        + "| 1.97 (JDK 17) | yes |");
    }

    @Test
    void throughput_showsMedianSpreadAndRatios() {
        rates("upload of 1 device", 16, 1000, 590, 300);
        rates("upload of 1 device", 16, 1100, 600, 301);
        rates("upload of 1 device", 16, 1050, 700, 302);

        assertThat(new Page(results, List.of()).tables())
                .contains("| 16 | 1,050 (1,000–1,100) | 600 (590–700) | 301 (300–302) | 0.57 | 1.99 |")
                .contains("No request failed.");
    }

    @Test
    void failedRequests_areShown() {
        rates("upload of 1 device", 16, 1000, 590, 300);
        results.add(
                "throughput.errors",
                Map.of("system", "gateway", "jdk", "17", "workload", "upload of 1 device", "connections", "16"),
                "requests",
                7);

        assertThat(new Page(results, List.of()).tables())
                .contains("Failed requests: gateway 17, connections 16: 7.")
                .doesNotContain("No request failed.");
    }

    @Test
    void nothingMeasured_pageOfTheProjectHasEveryMarker(@TempDir Path folder) throws IOException {
        Path page = Files.copy(PERFORMANCE, folder.resolve("performance.md"));

        new Page(results, List.of()).write(page);

        assertThat(page).content().contains("<!-- bench:targets -->\nNot measured yet.\n<!-- /bench -->");
    }

    @Test
    void charts_areWrittenBesideThePageThatShowsThem(@TempDir Path folder) throws IOException {
        rates("upload of 1 device", 16, 1000, 590, 300);
        Path page = Files.copy(PERFORMANCE, folder.resolve("performance.md"));

        new Page(results, List.of()).write(page);

        assertThat(page).content().contains("](performance/throughput-upload-of-1-device.svg)");
        assertThat(folder.resolve("performance/throughput-upload-of-1-device.svg"))
                .content()
                .startsWith("<svg ")
                .contains(">gateway 17<", ">1.0k<", ">590<", ">requests a second<")
                .endsWith("</svg>\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1234, 0.123", "1.234, 1.23", "12.34, 12.3", "16, 16", "123.4, 123", "12345.6, '12,346'"})
    void numbers_haveThreeDigitsThatCount(double value, String text) {
        assertThat(Figures.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"9, 1", "4.9, 0.5", "10, 2", "19, 2", "21, 5", "51, 10", "18000, 2000"})
    void stepsOfAnAxis_areRound(double top, double step) {
        assertThat(BarChart.step(top)).isCloseTo(step, within(step * 1e-9));
    }

    @Test
    void steepestStep_isOneForWhatGrowsInProportion() {
        assertThat(new Growing(List.of(point(100, 50), point(1, 0.5), point(10, 5))).steepest())
                .isCloseTo(1, within(1e-9));
        assertThat(new Growing(List.of(point(1, 1), point(10, 1), point(100, 30))).steepest())
                .isCloseTo(3, within(1e-9));
    }

    private static Growing.Point point(double number, double cost) {
        return new Growing.Point(number, cost);
    }

    private void rates(String workload, int connections, double nginx, double gateway, double translator) {
        results.add("throughput.rate", labels("nginx", "", workload, connections), "1/s", nginx);
        results.add("throughput.rate", labels("gateway", "17", workload, connections), "1/s", gateway);
        results.add("throughput.rate", labels("translator", "17", workload, connections), "1/s", translator);
    }

    private static Map<String, String> labels(String system, String jdk, String workload, int connections) {
        return jdk.isEmpty()
                ? Map.of("system", system, "workload", workload, "connections", String.valueOf(connections))
                : Map.of(
                        "system", system, "jdk", jdk, "workload", workload, "connections", String.valueOf(connections));
    }
}
