package io.github.kdpbridge.benchmarks.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what JMH wrote with {@code -rf json}. */
public final class JmhFigures {
    private static final String PREFIX = "jmh-";
    private static final String SUFFIX = ".json";
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private JmhFigures() {}

    /**
     * Returns the figures of all files {@code jmh-17.json}, {@code jmh-17-01.json} and the like; what several of them have
     * measured is one figure.
     *
     * @param folder no such folder counts as an empty one
     * @throws UncheckedIOException if a file cannot be read, or is no JSON
     */
    public static List<JmhFigure> read(Path folder) {
        List<JmhFigure> figures = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return figures;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                // JMH makes the file when it starts and fills it when it ends.
                if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && Files.size(file) > 0) {
                    String jdk = name.substring(PREFIX.length(), name.length() - SUFFIX.length())
                            .replaceFirst("-.*", "");
                    for (JsonNode benchmark : new ObjectMapper().readTree(Files.readString(file))) {
                        figures.add(figure(jdk, benchmark));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ofSeveralRuns(figures);
    }

    private static List<JmhFigure> ofSeveralRuns(List<JmhFigure> figures) {
        Set<JmhFigure> seen = new HashSet<>();
        List<JmhFigure> medians = new ArrayList<>();
        for (JmhFigure figure : figures) {
            if (!seen.contains(figure)) {
                List<JmhFigure> runs = figures.stream().filter(figure::isOfSame).toList();
                seen.addAll(runs);
                medians.add(JmhFigure.median(runs));
            }
        }
        return medians;
    }

    private static JmhFigure figure(String jdk, JsonNode benchmark) {
        String name = benchmark.path("benchmark").asText();
        int method = name.lastIndexOf('.');
        String type = name.substring(0, method);
        Map<String, String> params = new HashMap<>();
        benchmark
                .path("params")
                .properties()
                .forEach(p -> params.put(p.getKey(), p.getValue().asText()));
        JsonNode primary = benchmark.path("primaryMetric");
        double micros = inMicros(primary.path("scoreUnit").asText());
        return new JmhFigure(
                jdk,
                type.substring(type.lastIndexOf('.') + 1),
                name.substring(method + 1),
                params,
                primary.path("score").asDouble() * micros,
                interval(primary.path("scoreError").asDouble(Double.NaN) * micros),
                allocation(benchmark.path("secondaryMetrics")));
    }

    /** JMH writes a text, "NaN", where there were too few iterations. */
    private static String interval(double error) {
        return Double.isNaN(error) ? "" : " ± " + Figures.micros(error);
    }

    /** Older versions of JMH put a dot before the name. */
    private static Optional<Double> allocation(JsonNode metrics) {
        return metrics.properties().stream()
                .filter(metric -> metric.getKey().endsWith(ALLOCATION))
                .map(metric -> metric.getValue().path("score").asDouble())
                .findFirst();
    }

    private static double inMicros(String unit) {
        return switch (unit) {
            case "ns/op" -> 1e-3;
            case "us/op" -> 1;
            case "ms/op" -> 1e3;
            case "s/op" -> 1e6;
            default ->
                throw new IllegalArgumentException("a benchmark is measured in " + unit + ", not time for a call");
        };
    }
}
