package io.github.kdpbridge.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                                500,
                                Optional.of(4096.0)),
                        new JmhFigure("25", "PartsBenchmark", "token", Map.of(), 0.12, Double.NaN, Optional.empty()));
    }

    @Test
    void noFolder_countsAsEmpty(@TempDir Path folder) {
        assertThat(JmhFigures.read(folder.resolve("none"))).isEmpty();
    }
}
