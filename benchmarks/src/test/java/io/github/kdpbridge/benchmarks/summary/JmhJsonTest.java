package io.github.kdpbridge.benchmarks.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhJsonTest {
    private static final String JSON = """
            [{"benchmark":"a.b.UploadBenchmark.interceptor","params":{"devices":"30"},
              "primaryMetric":{"score":4.0,"scoreUnit":"ms/op","rawData":[[2.5,2.25],[7.5]]},
              "secondaryMetrics":{"gc.alloc.rate":{"score":1.0,"rawData":[[1.0]]},
                "gc.alloc.rate.norm":{"score":4100.0,"rawData":[[4096.0,4096.0],[4108.0]]}}},
             {"benchmark":"a.b.PartsBenchmark.check",
              "primaryMetric":{"score":120.0,"scoreUnit":"ns/op","rawData":[[120.0]]},"secondaryMetrics":{}}]
            """;
    private static final Row INTERCEPTOR = new Row("UploadBenchmark", "interceptor", "devices=30", "25");
    private static final Row CHECK = new Row("PartsBenchmark", "check", "", "25");

    @Test
    void file_isReadWithItsJavaAndInMicroseconds(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh-25.json"), JSON);
        Files.writeString(folder.resolve("jmh-17.json"), "");
        Files.writeString(folder.resolve("hyperfine.json"), "other");

        Results results = Results.read(folder);

        assertThat(results.rows()).containsExactly(INTERCEPTOR, CHECK);
        assertThat(results.median(INTERCEPTOR, "micros")).isEqualTo(2500);
        assertThat(results.median(INTERCEPTOR, "bytes")).isEqualTo(4096);
        assertThat(new Tables(results).all().get("upload"))
                .contains("| interceptor | 25 | 30 | 2.50 ms (2.25 ms–7.50 ms) | – | 4,096 B | – |");
        assertThat(new Tables(results).all().get("parts")).contains("| check | 25 | – | 0.120 µs | – |");
    }

    @Test
    void severalRunsOfTheSame_areOneRow(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh-25-01.json"), JSON);
        Files.writeString(folder.resolve("jmh-25-02.json"), JSON.replace("2.25", "2.0"));
        Files.writeString(folder.resolve("jmh-25-03.json"), JSON.replace("7.5", "9.0"));
        Files.writeString(folder.resolve("jmh-17-01.json"), JSON);

        Results results = Results.read(folder);

        assertThat(results.rows()).hasSize(4);
        assertThat(new Tables(results).all().get("upload"))
                .contains("| interceptor | 25 | 30 | 2.50 ms (2.00 ms–9.00 ms) | – | 4,096 B | – |");
    }

    @Test
    void callers_areTheThreadsOfJmh_andTheClientHasItsShareAndACeiling(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh-25-01.json"), callers(1, 100, 95, 80));
        Files.writeString(folder.resolve("jmh-25-02.json"), callers(64, 1000, 850, 800));

        Tables tables = new Tables(Results.read(folder));

        assertThat(tables.all().get("callers"))
                .contains("| 25 | devices 1 | 100 µs | 95 µs | 80 µs | 0.95 | 1.19 |")
                .contains("| 25 | devices 1, callers 64 | 1.00 ms | 850 µs | 800 µs | 0.85 | 1.06 |");
        assertThat(tables.all().get("targets"))
                .contains("| Gen2Client to bare OkHttp and Moshi, uploads of 1 and 30 devices, 1 to 64 callers"
                        + " | at least 0.90 | 0.85 (JDK 25) | **no** |");
    }

    private static String callers(int threads, int client, int bare, int alone) {
        return "[" + benchmark("client", threads, client) + "," + benchmark("bareMoshi", threads, bare) + ","
                + benchmark("bareOkHttp", threads, alone) + "]";
    }

    private static String benchmark(String name, int threads, int micros) {
        return """
                {"benchmark":"a.b.ClientBenchmark.%s","threads":%d,"params":{"devices":"1"},
                 "primaryMetric":{"score":0,"scoreUnit":"us/op","rawData":[[%d]]},"secondaryMetrics":{}}""".formatted(name, threads, micros);
    }

    @Test
    void benchmarkOfAnotherUnit_isRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh-25.json"), JSON.replace("ms/op", "ops/s"));

        assertThatThrownBy(() -> Results.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a benchmark reports ops/s, not time for a call");
    }
}
