package io.github.kdpbridge.benchmarks.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Row ROW = new Row("throughput", "upload-1", "16", "gateway-17");
    private static final String COUNTERS = "throughput upload-1 16 gateway-17 requests=1000 micros=2000000 connect=1 "
            + "read=2 write=3 timeout=4 status=100 p50=400 p99=5000 max=70000";

    private final Results results = new Results();

    @Test
    void countersOfWrk_becomeFigures() {
        results.addLine(COUNTERS);

        assertThat(results.median(ROW, "requests")).isEqualTo(1000);
        assertThat(results.median(ROW, "p50")).isCloseTo(0.4, within(1e-9));
        assertThat(results.median(ROW, "p99")).isEqualTo(5);
        assertThat(results.median(ROW, "max")).isEqualTo(70);
    }

    @Test
    void refusedRequests_areErrorsAndNoPartOfTheRate() {
        results.addLine(COUNTERS);

        assertThat(results.median(ROW, "rate")).isEqualTo(450);
        assertThat(results.median(ROW, "errors")).isEqualTo(110);
        assertThat(results.median(ROW, "refused")).isEqualTo(100);
    }

    @Test
    void oddNumberOfSamples_medianIsTheMiddleOne() {
        addAll(9, 1, 2);

        assertThat(results.median(ROW, "rate")).isEqualTo(2);
        assertThat(results.sorted(ROW, "rate")).containsExactly(1.0, 2.0, 9.0);
        assertThat(results.sum(ROW, "rate")).isEqualTo(12);
        assertThat(results.spread(ROW, "rate")).isEqualTo("2.00 (1.00–9.00)");
    }

    @Test
    void evenNumberOfSamples_medianIsBetweenTheTwoInTheMiddle() {
        addAll(4, 1, 9, 2);

        assertThat(results.median(ROW, "rate")).isEqualTo(3);
    }

    @Test
    void noSamples_isADash() {
        addAll(1);

        assertThat(results.median(ROW, "p50")).isNaN();
        assertThat(results.spread(ROW.withProgram("nginx"), "rate")).isEqualTo("–");
    }

    @Test
    void samplesOfTheSameRow_belongTogether() {
        results.addLine("start off 1 gateway-17 ready=0.5");
        results.addLine("start file 1 gateway-17 ready=5");
        results.addLine("start off 1 gateway-17 ready=0.7");

        Row off = new Row("start", "off", "1", "gateway-17");
        assertThat(results.sorted(off, "ready")).containsExactly(0.5, 0.7);
        assertThat(results.rows("start")).containsExactly(off, off.withWork("file"));
        assertThat(results.rows("memory")).isEmpty();
    }

    @Test
    void files_areReadWhateverPartTheyAreOf(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("throughput.txt"), COUNTERS + "\n");
        Files.writeString(folder.resolve("start.txt"), "start off 1 gateway-17 ready=0.5\n");
        Files.writeString(folder.resolve("machine.md"), "| other |\n");

        assertThat(Results.read(folder).rows()).hasSize(2).contains(ROW);
    }

    @Test
    void noFolder_countsAsEmpty(@TempDir Path folder) throws IOException {
        assertThat(Results.read(folder.resolve("none")).rows()).isEmpty();
    }

    private void addAll(double... samples) {
        for (double sample : samples) {
            results.add(ROW, "rate", sample);
        }
        assertThat(results.rows()).isEqualTo(List.of(ROW));
    }
}
