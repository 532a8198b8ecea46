package io.github.kdpbridge.benchmarks.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** All results of a run, in the order in which their first sample came. Not for several threads. */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Key(String name, Map<String, String> labels, String unit) {}

    private final Map<Key, List<Double>> samples = new LinkedHashMap<>();

    /** Has nothing yet. */
    public Results() {}

    /**
     * Reads the files that {@link #write} wrote.
     *
     * @param folder with files named {@code *.jsonl}; no such folder counts as an empty one
     * @throws UncheckedIOException if a file cannot be read
     */
    public static Results read(Path folder) {
        Results results = new Results();
        if (!Files.isDirectory(folder)) {
            return results;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    results.add(JSON.readValue(line, Result.class));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return results;
    }

    /** Adds a sample to the result of that name, those labels and that unit. */
    public void add(String name, Map<String, String> labels, String unit, double sample) {
        samples.computeIfAbsent(new Key(name, new TreeMap<>(labels), unit), key -> new ArrayList<>())
                .add(sample);
    }

    /** Adds the samples of a result. */
    public void add(Result result) {
        result.samples().forEach(sample -> add(result.name(), result.labels(), result.unit(), sample));
    }

    /** Adds everything of the others. */
    public void addAll(Results others) {
        others.all().forEach(this::add);
    }

    /** Returns all. */
    public List<Result> all() {
        return samples.entrySet().stream()
                .map(e -> new Result(
                        e.getKey().name(), e.getKey().labels(), e.getKey().unit(), e.getValue()))
                .toList();
    }

    /**
     * Returns those of a name.
     *
     * @param labels names and values in turn, which all have
     */
    public List<Result> named(String name, String... labels) {
        return all().stream()
                .filter(result -> result.name().equals(name) && result.has(labels))
                .toList();
    }

    /**
     * Returns the first one of a name.
     *
     * @param labels names and values in turn, which it has
     */
    public Optional<Result> one(String name, String... labels) {
        return named(name, labels).stream().findFirst();
    }

    /** Returns the median of {@link #one}. */
    public Optional<Double> median(String name, String... labels) {
        return one(name, labels).map(Result::median);
    }

    /**
     * Returns the values that a label has among the results of a name, each once, in order of appearance.
     *
     * @param labels names and values in turn, which the results have
     */
    public List<String> values(String label, String name, String... labels) {
        return named(name, labels).stream()
                .map(result -> result.label(label))
                .distinct()
                .toList();
    }

    /**
     * Writes them, one file for each first word of their names, in place of what such a file held.
     *
     * @param folder is made when it does not exist
     * @throws UncheckedIOException if a file cannot be written
     */
    public void write(Path folder) {
        Function<Result, String> topic = result -> result.name().replaceFirst("\\..*", "");
        Map<String, List<String>> lines = new TreeMap<>();
        try {
            for (Result result : all()) {
                lines.computeIfAbsent(topic.apply(result), t -> new ArrayList<>())
                        .add(JSON.writeValueAsString(result));
            }
            Files.createDirectories(folder);
            for (Map.Entry<String, List<String>> file : lines.entrySet()) {
                Files.write(folder.resolve(file.getKey() + ".jsonl"), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
