package io.github.kdpbridge.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhFiguresTest {
    private static final String JSON = """
            [{"benchmark":"a.b.UploadBenchmark.interceptor","params":{"devices":"30"},
              "primaryMetric":{"score":2.5,"scoreError":0.5,"scoreUnit":"ms/op"},
              "secondaryMetrics":{"gc.alloc.rate":{"score":1.0},"gc.alloc.rate.norm":{"score":4096.0}}},
             {"benchmark":"a.b.PartsBenchmark.token",
              "primaryMetric":{"score":120.0,"scoreError":"NaN","scoreUnit":"ns/op"},"secondaryMetrics":{}}]
            """;

    @Test
    void file_isReadWithItsJavaAndInMicroseconds(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh-25.json"), JSON);
        Files.writeString(folder.resolve("jmh-17.json"), "");
        Files.writeString(folder.resolve("throughput.jsonl"), "other");

        assertThat(JmhFigures.read(folder))
                .containsExactly(
                        new JmhFigure(
                                "25",
                                "UploadBenchmark",
                                "interceptor",
                                Map.of("devices", "30"),
                                2500,
                                " ± 500 µs",
                                Optional.of(4096.0)),
                        new JmhFigure("25", "PartsBenchmark", "token", Map.of(), 0.12, "", Optional.empty()));
    }

    @Test
    void severalRunsOfTheSame_areOneFigure(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh-25-1.json"), JSON);
        Files.writeString(folder.resolve("jmh-25-2.json"), JSON.replace("2.5", "2.0"));
        Files.writeString(folder.resolve("jmh-25-3.json"), JSON.replace("2.5", "9.0"));
        Files.writeString(folder.resolve("jmh-17-1.json"), JSON);

        List<JmhFigure> figures = JmhFigures.read(folder);

        assertThat(figures).hasSize(4);
        assertThat(figures)
                .filteredOn(
                        figure -> figure.jdk().equals("25") && figure.method().equals("interceptor"))
                .singleElement()
                .satisfies(figure -> assertThat(figure.time()).isEqualTo("2.50 ms (2.00 ms–9.00 ms)"));
    }

    @Test
    void noFolder_countsAsEmpty(@TempDir Path folder) {
        assertThat(JmhFigures.read(folder.resolve("none"))).isEmpty();
    }
}
