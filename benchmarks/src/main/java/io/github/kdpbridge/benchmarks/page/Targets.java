package io.github.kdpbridge.benchmarks.page;

import io.github.kdpbridge.benchmarks.result.Result;
import io.github.kdpbridge.benchmarks.result.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was to be reached, and what was: of several cells, the worst one counts. */
final class Targets {
    private static final List<String> SMALL = List.of("upload of 1 device", "upload of 30 devices");
    private static final List<String> LARGE = List.of("upload of 10,000 devices", "status of 10,000 devices");
    /** How much steeper than linear a step may be measured: a quarter, for noise. */
    private static final double LINEAR = 1.25;

    private final Results results;
    private final List<JmhFigure> jmh;
    private final Table table = new Table(List.of("what", "target", "measured", "reached"));

    Targets(Results results, List<JmhFigure> jmh) {
        this.results = results;
        this.jmh = jmh;
    }

    Section section() {
        if (results.all().isEmpty() && jmh.isEmpty()) {
            return new Section("");
        }
        List<String> jdks = results.values("jdk", "throughput.rate", "system", "gateway");
        List<String> medium = List.of("16", "64");
        least(
                "gateway to nginx, 1 and 30 devices, 16 to 64 connections",
                0.60,
                jdks,
                jdk -> ratios(jdk, Contestant.NGINX, SMALL, medium));
        least(
                "gateway to the translator, 1 and 30 devices, 16 to 64 connections",
                1.50,
                jdks,
                jdk -> ratios(jdk, Contestant.translator(jdk), SMALL, medium));
        least(
                "gateway to nginx, 10,000 devices, 16 to 64 connections",
                0.50,
                jdks,
                jdk -> ratios(jdk, Contestant.NGINX, LARGE, medium));
        added("median", "latency.p50", 0.3);
        added("99th percentile", "latency.p99", 3);
        least(
                "gateway with its ledger to one without, writes",
                0.60,
                results.values("jdk", "ledger.rate"),
                jdk -> results.values("connections", "ledger.rate").stream()
                        .flatMap(many -> ratio(
                                results.median("ledger.rate", "connections", many, "ledger", "file"),
                                results.median("ledger.rate", "connections", many, "ledger", "off"))
                                .stream())
                        .toList());
        interceptor("time, 1 and 30 devices", 1.10, List.of("1", "30"), figure -> Optional.of(figure.micros()));
        interceptor("time, 100,000 devices", 1.25, List.of("100000"), figure -> Optional.of(figure.micros()));
        interceptor("allocation", 2.00, List.of("1", "30", "1000", "100000"), JmhFigure::bytes);
        failures();
        growth();
        start("17", 1.0);
        start("25", 0.7);
        each(
                "resident memory at rest",
                "at most 120 MiB",
                results.named("start.resident").stream()
                        .collect(Collectors.toMap(Targets::variant, Result::median, Math::max, TreeMap::new)),
                " MiB",
                value -> value <= 120);
        return new Section(table.toString());
    }

    private List<Double> ratios(String jdk, Contestant other, List<String> workloads, List<String> connections) {
        List<Double> ratios = new ArrayList<>();
        for (String workload : workloads) {
            for (String many : connections) {
                String[] cell = {"workload", workload, "connections", many};
                ratio(
                                Contestant.gateway(jdk).median(results, "throughput.rate", cell),
                                other.median(results, "throughput.rate", cell))
                        .ifPresent(ratios::add);
            }
        }
        return ratios;
    }

    private void least(String what, double target, List<String> jdks, Function<String, List<Double>> ratios) {
        Map<String, Double> worst = new LinkedHashMap<>();
        for (String jdk : jdks) {
            ratios.apply(jdk).stream().min(Double::compare).ifPresent(value -> worst.put("JDK " + jdk, value));
        }
        each(what, "at least " + two(target), worst, "", value -> value >= target);
    }

    private void added(String what, String name, double target) {
        Map<String, Double> added = new LinkedHashMap<>();
        for (String jdk : results.values("jdk", name, "system", "gateway")) {
            Optional<Double> nginx = Contestant.NGINX.median(results, name);
            Optional<Double> gateway = Contestant.gateway(jdk).median(results, name);
            if (nginx.isPresent() && gateway.isPresent()) {
                added.put("JDK " + jdk, gateway.get() - nginx.get());
            }
        }
        each(
                "gateway, added to nginx's latency at 1,000 requests a second, " + what,
                "at most " + Figures.number(target) + " ms",
                added,
                " ms",
                value -> value <= target);
    }

    private void interceptor(
            String what, double target, List<String> devices, Function<JmhFigure, Optional<Double>> cost) {
        Map<String, Double> worst = new LinkedHashMap<>();
        for (JmhFigure figure : jmh) {
            if (figure.method().equals("interceptor") && devices.contains(figure.param("devices"))) {
                JmhSections.beside(jmh, figure, "bareRetrofit")
                        .flatMap(bare -> ratio(cost.apply(figure), cost.apply(bare)))
                        .ifPresent(value -> worst.merge("JDK " + figure.jdk(), value, Math::max));
            }
        }
        each(
                "interceptor to bare Retrofit, one upload, " + what,
                "at most " + two(target),
                worst,
                "",
                value -> value <= target);
    }

    private void failures() {
        Map<String, Double> failures = new LinkedHashMap<>();
        results.named("memory.errors").forEach(result -> failures.put("JDK " + result.label("jdk"), result.sum()));
        each(
                "16 uploads of 100,000 devices at once with -Xmx256m, failures",
                "none",
                failures,
                "",
                value -> value == 0);
    }

    private void growth() {
        Map<String, Double> steepest = new LinkedHashMap<>();
        GrowthSections growth = new GrowthSections(results, jmh);
        for (String param : List.of("devices", "resellers")) {
            GrowthSections.growth(jmh, param, JmhFigure::micros)
                    .forEach((method, growing) -> steepest.merge(param, growing.steepest(), Math::max));
        }
        for (String name : List.of("resellers.start", "resellers.resident", "resellers.p50")) {
            steepest.merge("resellers", growth.growing(name, "resellers").steepest(), Math::max);
        }
        for (String name : List.of("connections.p50", "connections.resident")) {
            steepest.merge(
                    "connections",
                    growth.growing(name, "connections", "system", "gateway").steepest(),
                    Math::max);
        }
        steepest.values().removeIf(value -> value == 0);
        each(
                "steepest step of growth, 1 being linear",
                "at most 1, read as " + two(LINEAR) + " for noise",
                steepest,
                "",
                value -> value <= LINEAR);
    }

    private void start(String jdk, double target) {
        each(
                "start to ready, JDK " + jdk,
                "at most " + two(target) + " s",
                results.named("start.ready", "jdk", jdk).stream()
                        .collect(Collectors.toMap(Targets::variant, Result::median, Math::max, TreeMap::new)),
                " s",
                value -> value <= target);
    }

    private void each(String what, String target, Map<String, Double> measured, String unit, DoublePredicate reached) {
        String figures = measured.entrySet().stream()
                .map(figure -> two(figure.getValue()) + unit + " (" + figure.getKey() + ")")
                .collect(Collectors.joining(", "));
        boolean all = measured.values().stream().allMatch(reached::test);
        table.row(List.of(
                what,
                target,
                measured.isEmpty() ? "not measured" : figures,
                measured.isEmpty() ? Figures.NONE : all ? "yes" : "**no**"));
    }

    private static String variant(Result result) {
        return "JDK " + result.label("jdk") + (result.has("ledger", "off") ? "" : " with a ledger");
    }

    private static Optional<Double> ratio(Optional<Double> part, Optional<Double> whole) {
        return part.flatMap(p -> whole.map(w -> p / w));
    }

    private static String two(double value) {
        return (value == Math.rint(value) && value >= 100) || value == 0
                ? Figures.number(value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
