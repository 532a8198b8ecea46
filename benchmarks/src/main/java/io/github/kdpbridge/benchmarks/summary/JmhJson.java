package io.github.kdpbridge.benchmarks.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Reads what JMH wrote with {@code -rf json}: microseconds a call and bytes allocated, a sample for each iteration. */
final class JmhJson {
    private JmhJson() {}

    /** Adds the figures of a file, whose program is that Java; several files with the same benchmark add samples. */
    static void read(Path file, String jdk, Results results) throws IOException {
        // JMH creates the file when it starts and fills it when it ends.
        if (Files.size(file) == 0) {
            return;
        }
        for (JsonNode benchmark : new ObjectMapper().readTree(Files.readString(file))) {
            String[] name = benchmark.path("benchmark").asText().split("\\.", -1);
            String params = benchmark.path("params").properties().stream()
                    .map(param -> param.getKey() + "=" + param.getValue().asText())
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (benchmark.path("threads").asInt(1) > 1) {
                params += ", callers=" + benchmark.path("threads").asInt();
            }
            Row row = new Row(name[name.length - 2], name[name.length - 1], params, jdk);
            JsonNode primary = benchmark.path("primaryMetric");
            double micros = inMicros(primary.path("scoreUnit").asText());
            iterations(primary).forEach(score -> results.add(row, "micros", score * micros));
            benchmark.path("secondaryMetrics").properties().stream()
                    // Older versions of JMH write a dot before the name.
                    .filter(metric -> metric.getKey().endsWith("gc.alloc.rate.norm"))
                    .forEach(
                            metric -> iterations(metric.getValue()).forEach(score -> results.add(row, "bytes", score)));
        }
    }

    /** Returns the scores of all iterations of all forks, of which JMH's own score is the mean. */
    private static DoubleStream iterations(JsonNode metric) {
        return metric.path("rawData")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .mapToDouble(JsonNode::asDouble);
    }

    private static double inMicros(String unit) {
        return switch (unit) {
            case "ns/op" -> 1e-3;
            case "us/op" -> 1;
            case "ms/op" -> 1e3;
            case "s/op" -> 1e6;
            default -> throw new IllegalArgumentException("a benchmark reports " + unit + ", not time for a call");
        };
    }
}
