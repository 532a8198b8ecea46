package io.github.kdpbridge.benchmarks.summary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The targets and the figures reached: of several cells, the worst one counts. */
final class Targets {
    /** The share of the requests that has to be under way for a number of threads to count: without it, there is no such number. */
    private static final double ALMOST_ALL = 0.99;

    private static final String SMALL = "upload-1|upload-30";
    /** How much steeper than linear a step may be measured: a quarter, for noise. */
    private static final double LINEAR = 1.25;

    private final Results results;
    private final StringBuilder lines = new StringBuilder();

    Targets(Results results) {
        this.results = results;
    }

    /** Returns the table; empty if nothing was measured. */
    String table() {
        if (results.rows().isEmpty()) {
            return "";
        }
        share("gateway to nginx, 1 and 30 devices, 16 to 64 connections", 0.60, SMALL, "nginx");
        share("gateway to a plain Netty proxy, 1 and 30 devices, 16 to 64 connections", 0.60, SMALL, "proxy");
        share("gateway to nginx, upload of 10,000 devices, 16 to 64 connections", 0.50, "upload-10000", "nginx");
        share("gateway to nginx, status of 10,000 devices, 16 to 64 connections", 0.40, "status-10000", "nginx");
        share("gateway to the translator, 1 and 30 devices, 16 to 64 connections", 3.00, SMALL, "translator");
        String added = "gateway, added to nginx's latency at 1,000 requests a second, ";
        most(added + "median", "at most 0.10 ms", 0.1, " ms", added("p50"));
        most(added + "99th percentile", "at most 0.50 ms", 0.5, " ms", added("p99"));
        writes(
                "gateway with its ledger on SQLite to nginx, writes, 16 connections",
                0.25,
                "file",
                "16",
                "nginx",
                "nginx");
        writes(
                "gateway with its ledger on SQLite to nginx, writes, 64 connections",
                0.33,
                "file",
                "64",
                "nginx",
                "nginx");
        writes("ledger on PostgreSQL to SQLite, writes, 16 to 64 connections", 0.60, "postgresql", "16|64", "file", "");
        least(
                "customer that migrates to an account that does not, uploads, 1 to 64 connections",
                0.95,
                cells(
                        "routes",
                        row -> !row.work().equals("without"),
                        row -> "on " + row.work(),
                        row -> quotient(row, row.withWork("without"), "rate")));
        most(
                "operators' page, 500 customers and 10,000 differences, median of the slowest screen",
                "at most 100 ms",
                100,
                " ms",
                cells("screens", row -> true, Targets::java, row -> results.median(row, "p50")));
        interceptor("time, 1 and 30 devices", 1.10, "micros", "devices=(1|30)");
        interceptor("time, 100,000 devices", 1.25, "micros", "devices=100000");
        interceptor("allocation", 2.00, "bytes", ".*");
        least(
                "Gen2Client to bare OkHttp and Moshi, uploads of 1 and 30 devices, 1 to 64 callers",
                0.90,
                cells(
                        "ClientBenchmark",
                        row -> row.work().equals("client"),
                        Targets::java,
                        row -> quotient(row.withWork("bareMoshi"), row, "micros")));
        most(
                "16 uploads of 100,000 devices at once with -Xmx256m, failures",
                "none",
                0,
                "",
                cells(
                        "memory",
                        row -> row.work().equals("upload-100000"),
                        Targets::java,
                        row -> results.sum(row, "errors")));
        most("steepest step of growth, 1 being linear", "at most 1; up to 1.25 counts as noise", LINEAR, "", growth());
        start("17", 0.80);
        start("25", 0.70);
        most(
                "resident memory at rest",
                "at most 100 MiB",
                100,
                " MiB",
                cells("start", row -> true, Targets::variant, row -> results.median(row, "resident")));
        most(
                "resident memory, 64 connections under load with -Xmx256m",
                "at most 300 MiB",
                300,
                " MiB",
                cells(
                        "memory",
                        row -> row.work().equals("upload-1"),
                        Targets::java,
                        row -> results.median(row, "resident")));
        most(
                "threads with 10,000 requests under way",
                "at most 16",
                16,
                "",
                cells(
                        "threads",
                        row -> true,
                        Targets::java,
                        row -> results.median(row, "active") >= ALMOST_ALL * row.value()
                                ? results.median(row, "threads")
                                : Double.POSITIVE_INFINITY));
        return Table.line(List.of("what", "target", "measured", "reached")) + "|---".repeat(4) + "|\n" + lines;
    }

    /** How much faster than the number a cost grew in the steepest step; at most 1 is linear or better. */
    static double steepest(Map<Double, Double> costs) {
        double steepest = Double.NaN;
        Map.Entry<Double, Double> last = null;
        for (Map.Entry<Double, Double> next : new TreeMap<>(costs).entrySet()) {
            if (last != null) {
                double step = next.getValue() / last.getValue() / (next.getKey() / last.getKey());
                steepest = Double.isNaN(steepest) ? step : Math.max(steepest, step);
            }
            last = next;
        }
        return steepest;
    }

    private void share(String what, double target, String works, String other) {
        least(
                what,
                target,
                cells(
                        "throughput",
                        row -> row.isGateway()
                                && row.work().matches(works)
                                && row.number().matches("16|64"),
                        Targets::java,
                        row -> quotient(row, row.withProgram(results.program("throughput", other)), "rate")));
    }

    /** Writes with a ledger beside another work of the same connections; of the same program if none is named. */
    private void writes(String what, double target, String ledger, String connections, String other, String program) {
        least(
                what,
                target,
                cells(
                        "ledger",
                        row -> row.work().equals(ledger) && row.number().matches(connections),
                        Targets::java,
                        row -> quotient(
                                row,
                                row.withWork(other).withProgram(program.isEmpty() ? row.program() : program),
                                "rate")));
    }

    private Map<String, List<Double>> added(String figure) {
        return cells(
                "latency",
                Row::isGateway,
                Targets::java,
                row -> results.median(row, figure) - results.median(row.withProgram("nginx"), figure));
    }

    private void interceptor(String what, double target, String figure, String devices) {
        most(
                "interceptor to bare Retrofit, one upload, " + what,
                "at most " + two(target),
                target,
                "",
                cells(
                        "UploadBenchmark",
                        row -> row.work().equals("interceptor") && row.number().matches(devices),
                        Targets::java,
                        row -> quotient(row, row.withWork("bareRetrofit"), figure)));
    }

    private Map<String, List<Double>> growth() {
        Map<String, List<Double>> steps = new LinkedHashMap<>();
        for (String method : List.of("upload", "status", "list")) {
            grown(steps, "devices", "ScaleBenchmark", method, "micros");
        }
        for (String work : List.of("resellers", "connections")) {
            for (String figure : List.of("start", "resident", "p50")) {
                grown(steps, work, "scale", work, figure);
            }
        }
        return steps;
    }

    private void grown(Map<String, List<Double>> steps, String name, String part, String work, String figure) {
        double step = steepest(results.rows(part).stream()
                .filter(row -> row.work().equals(work) && !row.program().equals("nginx"))
                .filter(row -> results.median(row, figure) > 0)
                .collect(Collectors.toMap(Row::value, row -> results.median(row, figure), Math::max)));
        if (!Double.isNaN(step)) {
            steps.computeIfAbsent(name, n -> new ArrayList<>()).add(step);
        }
    }

    private void start(String jdk, double target) {
        most(
                "start to ready, JDK " + jdk,
                "at most " + two(target) + " s",
                target,
                " s",
                cells("start", row -> row.jdk().equals(jdk), Targets::variant, row -> results.median(row, "ready")));
    }

    /** The figures of rows by label. */
    private Map<String, List<Double>> cells(
            String part, Predicate<Row> which, Function<Row, String> label, Function<Row, Double> figure) {
        return results.rows(part).stream()
                .filter(which)
                .filter(row -> !figure.apply(row).isNaN())
                .collect(Collectors.groupingBy(label, TreeMap::new, Collectors.mapping(figure, Collectors.toList())));
    }

    private void least(String what, double target, Map<String, List<Double>> shares) {
        line(what, "at least " + two(target), "", shares, cells -> Collections.min(cells), share -> share >= target);
    }

    private void most(String what, String target, double limit, String unit, Map<String, List<Double>> costs) {
        line(what, target, unit, costs, cells -> Collections.max(cells), cost -> cost <= limit);
    }

    private void line(
            String what,
            String target,
            String unit,
            Map<String, List<Double>> measured,
            Function<List<Double>, Double> worst,
            Predicate<Double> reached) {
        String figures = measured.entrySet().stream()
                .map(figure -> two(worst.apply(figure.getValue())) + unit + " (" + figure.getKey() + ")")
                .collect(Collectors.joining(", "));
        String all = measured.values().stream().map(worst).allMatch(reached) ? "yes" : "**no**";
        lines.append(Table.line(
                measured.isEmpty()
                        ? List.of(what, target, "not measured", Figures.NONE)
                        : List.of(what, target, figures, all)));
    }

    private double quotient(Row part, Row whole, String figure) {
        return results.median(part, figure) / results.median(whole, figure);
    }

    private static String java(Row row) {
        return "JDK " + row.jdk();
    }

    private static String variant(Row row) {
        return java(row) + (row.work().equals("off") ? "" : " with a ledger");
    }

    private static String two(double value) {
        return (value == Math.rint(value) && value >= 10) || value == 0
                ? Figures.number(value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
