package io.github.kdpbridge.benchmarks.result;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One figure, measured one time or several times.
 *
 * @param name what was measured, such as {@code throughput.rate}
 * @param labels of what: the system, the workload, the connections
 * @param unit of the samples, such as {@code 1/s}
 * @param samples at least one, in the order in which they were taken
 */
public record Result(String name, Map<String, String> labels, String unit, List<Double> samples) {
    /** Checks and copies. */
    public Result {
        labels = Map.copyOf(new TreeMap<>(labels));
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(name + " has no samples");
        }
    }

    /** Returns the middle one of the samples, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the least sample. */
    public double min() {
        return samples.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** Returns the greatest sample. */
    public double max() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Returns all samples together. */
    public double sum() {
        return samples.stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Tells whether the labels are among those of this result.
     *
     * @param some names and values in turn
     */
    public boolean has(String... some) {
        for (int i = 0; i < some.length; i += 2) {
            if (!some[i + 1].equals(labels.get(some[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the value of a label; empty if there is none. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
