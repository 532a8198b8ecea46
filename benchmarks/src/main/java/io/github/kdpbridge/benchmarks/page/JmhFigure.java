package io.github.kdpbridge.benchmarks.page;

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
 * @param error the half of the confidence interval, in microseconds; NaN if there were too few iterations for one
 * @param bytes allocated by one call, if that was counted
 */
public record JmhFigure(
        String jdk,
        String type,
        String method,
        Map<String, String> params,
        double micros,
        double error,
        Optional<Double> bytes) {
    /** Copies the parameters. */
    public JmhFigure {
        params = Map.copyOf(params);
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
        return Figures.micros(micros) + (Double.isNaN(error) ? "" : " ± " + Figures.micros(error));
    }

    String allocation() {
        return bytes.map(Figures::bytes).orElse(Figures.NONE);
    }
}
