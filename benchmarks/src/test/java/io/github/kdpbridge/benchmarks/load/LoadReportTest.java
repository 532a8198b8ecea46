package io.github.kdpbridge.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final String OUTPUT = """
            Running 2s test @ http://127.0.0.1:1/
              2 threads and 16 connections
            kdp-bench {"requests":1000,"micros":2000000,"connect":1,"read":2,"write":3,"timeout":4,"status":100,"p50":400,"p90":900,"p99":5000,"max":70000}
            """;

    @Test
    void lineOfTheScript_isRead() {
        LoadReport report = LoadReport.parse(OUTPUT);

        assertThat(report)
                .isEqualTo(new LoadReport(
                        1000,
                        Duration.ofSeconds(2),
                        100,
                        10,
                        Duration.ofNanos(400_000),
                        Duration.ofNanos(900_000),
                        Duration.ofMillis(5),
                        Duration.ofMillis(70)));
    }

    @Test
    void refusedRequests_areErrorsAndNoPartOfTheRate() {
        LoadReport report = LoadReport.parse(OUTPUT);

        assertThat(report.rate()).isEqualTo(450);
        assertThat(report.errors()).isEqualTo(110);
    }

    @Test
    void outputWithoutTheLine_isRefused() {
        assertThatThrownBy(() -> LoadReport.parse("unable to connect\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wrk did not report: unable to connect");
    }
}
