package io.github.kdpbridge.benchmarks.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Samples of figures, the rows in the order in which they came first. A figure without samples is {@code NaN}. */
final class Results {
    private final Map<Row, Map<String, List<Double>>> samples = new LinkedHashMap<>();

    /**
     * Reads what {@code bin/bench} keeps: {@code PART.txt} and the JSON of JMH.
     *
     * @param folder no such folder counts as an empty one
     */
    static Results read(Path folder) throws IOException {
        Results results = new Results();
        if (!Files.isDirectory(folder)) {
            return results;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".txt")) {
                    Files.readAllLines(file).forEach(results::addLine);
                } else if (name.matches("jmh-.*\\.json")) {
                    JmhJson.read(file, name.replaceAll("\\D+", " ").strip().replaceFirst(" .*", ""), results);
                }
            }
        }
        return results;
    }

    /** Adds a line {@code PART WORK NUMBER PROGRAM FIGURE=VALUE…}. */
    void addLine(String line) {
        String[] words = line.split(" ", -1);
        Row row = new Row(words[0], words[1], words[2], words[3]);
        Map<String, Double> values = new HashMap<>();
        for (int i = 4; i < words.length; i++) {
            String[] figure = words[i].split("=", 2);
            values.put(figure[0], Double.valueOf(figure[1]));
        }
        (values.containsKey("micros") ? counted(values) : values).forEach((figure, value) -> add(row, figure, value));
    }

    void add(Row row, String figure, double sample) {
        samples.computeIfAbsent(row, r -> new HashMap<>())
                .computeIfAbsent(figure, f -> new ArrayList<>())
                .add(sample);
    }

    /** What the counters of wrk say; only good answers count for the rate. */
    private static Map<String, Double> counted(Map<String, Double> wrk) {
        double refused = wrk.getOrDefault("status", 0.0);
        double errors = refused;
        for (String kind : List.of("connect", "read", "write", "timeout")) {
            errors += wrk.getOrDefault(kind, 0.0);
        }
        double requests = wrk.getOrDefault("requests", 0.0);
        Map<String, Double> figures = new HashMap<>();
        figures.put("rate", (requests - refused) / wrk.getOrDefault("micros", 0.0) * 1e6);
        figures.put("requests", requests);
        figures.put("errors", errors);
        figures.put("refused", refused);
        for (String latency : List.of("p50", "p99", "max")) {
            figures.put(latency, wrk.getOrDefault(latency, 0.0) / 1000);
        }
        return figures;
    }

    /** Returns the rows of a part. */
    List<Row> rows(String part) {
        return samples.keySet().stream().filter(row -> row.part().equals(part)).toList();
    }

    /** Returns the name of the part's first program of a kind, such as {@code proxy-17}; the kind if there is none. */
    String program(String part, String kind) {
        return rows(part).stream()
                .map(Row::program)
                .filter(program -> program.startsWith(kind))
                .findFirst()
                .orElse(kind);
    }

    /** Returns all rows. */
    List<Row> rows() {
        return List.copyOf(samples.keySet());
    }

    double median(Row row, String figure) {
        List<Double> sorted = sorted(row, figure);
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    /** Returns the samples from the least to the greatest. */
    List<Double> sorted(Row row, String figure) {
        List<Double> sorted =
                new ArrayList<>(samples.getOrDefault(row, Map.of()).getOrDefault(figure, List.of()));
        Collections.sort(sorted);
        return sorted;
    }

    double sum(Row row, String figure) {
        return sorted(row, figure).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Returns the median, and the least and the greatest if there is more than one sample. */
    String spread(Row row, String figure) {
        List<Double> sorted = sorted(row, figure);
        return Figures.number(median(row, figure))
                + (sorted.size() < 2
                        ? ""
                        : " (" + Figures.number(sorted.get(0)) + "–" + Figures.number(sorted.get(sorted.size() - 1))
                                + ")");
    }
}
