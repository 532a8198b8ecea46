package io.github.kdpbridge.benchmarks.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What JMH measured of one method with one choice of parameters.
 *
 * @param jdk the major version of Java
 * @param type the simple name of the class
 * @param method its name
 * @param params by name
 * @param micros of one call
 * @param spread what to say behind the time: the least and the greatest of several runs, or JMH's confidence interval
 * @param bytes allocated by one call, if that was counted
 */
public record JmhFigure(
        String jdk,
        String type,
        String method,
        Map<String, String> params,
        double micros,
        String spread,
        Optional<Double> bytes) {
    /** Copies the parameters. */
    public JmhFigure {
        params = Map.copyOf(params);
    }

    /** Returns the median of several runs of the same. */
    static JmhFigure median(List<JmhFigure> runs) {
        if (runs.size() == 1) {
            return runs.get(0);
        }
        List<JmhFigure> sorted = runs.stream()
                .sorted(Comparator.comparingDouble(JmhFigure::micros))
                .toList();
        JmhFigure median = sorted.get(sorted.size() / 2);
        String spread = " (" + Figures.micros(sorted.get(0).micros()) + "–"
                + Figures.micros(sorted.get(sorted.size() - 1).micros()) + ")";
        return new JmhFigure(
                median.jdk(), median.type(), median.method(), median.params(), median.micros(), spread, median.bytes());
    }

    /** Returns whether another figure is of the same method, Java and parameters. */
    boolean isOfSame(JmhFigure other) {
        return jdk.equals(other.jdk)
                && type.equals(other.type)
                && method.equals(other.method)
                && params.equals(other.params);
    }

    /** Returns a parameter; empty if there is none of that name. */
    String param(String name) {
        return params.getOrDefault(name, "");
    }

    /** Returns all parameters in one line. */
    String paramLine() {
        return new TreeMap<>(params)
                .entrySet().stream()
                        .map(p -> p.getKey() + "=" + p.getValue())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse(Figures.NONE);
    }

    String time() {
        return Figures.micros(micros) + spread;
    }

    String allocation() {
        return bytes.map(Figures::bytes).orElse(Figures.NONE);
    }
}
