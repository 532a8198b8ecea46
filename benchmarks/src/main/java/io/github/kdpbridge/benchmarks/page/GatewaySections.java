package io.github.kdpbridge.benchmarks.page;

import io.github.kdpbridge.benchmarks.result.Result;
import io.github.kdpbridge.benchmarks.result.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sections of whole programs. */
final class GatewaySections {
    private final Results results;

    GatewaySections(Results results) {
        this.results = results;
    }

    Section machine() {
        List<Result> facts = results.named("machine.fact");
        if (facts.isEmpty()) {
            return new Section("");
        }
        Table table = new Table(List.of("", ""));
        facts.forEach(fact -> table.row(List.of(fact.label("fact"), fact.label("value"))));
        return new Section(table.toString());
    }

    Section throughput() {
        List<Contestant> columns = contestants("throughput.rate");
        StringBuilder text = new StringBuilder();
        Map<String, String> charts = new LinkedHashMap<>();
        for (String workload : results.values("workload", "throughput.rate")) {
            String chart = "throughput-" + workload.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            String title = capital(workload) + ": requests a second";
            BarChart bars = new BarChart(title, "requests a second", "connections", titles(columns));
            Table table = new Table(heads(columns));
            for (String connections : results.values("connections", "throughput.rate", "workload", workload)) {
                String[] cell = {"workload", workload, "connections", connections};
                bars.group(
                        connections,
                        columns.stream()
                                .map(column -> column.median(results, "throughput.rate", cell))
                                .toList());
                table.row(row(connections, columns, "throughput.rate", cell));
            }
            text.append("### ")
                    .append(capital(workload))
                    .append("\n\n")
                    .append(Section.image(title, chart))
                    .append(table)
                    .append("\n")
                    .append(bottleneck(workload))
                    .append(errors("throughput.errors", "workload", workload))
                    .append("\n\n");
            charts.put(chart, bars.svg());
        }
        return new Section(text.toString(), charts);
    }

    Section latency() {
        List<Contestant> columns = contestants("latency.p50");
        if (columns.isEmpty()) {
            return new Section("");
        }
        Table table = new Table(List.of(
                "",
                "requests a second",
                "median, ms",
                "over nginx",
                "99th percentile, ms",
                "over nginx",
                "longest, ms"));
        for (Contestant column : columns) {
            table.row(List.of(
                    column.title(),
                    Figures.spread(column.result(results, "latency.rate")),
                    Figures.spread(column.result(results, "latency.p50")),
                    over(column, "latency.p50"),
                    Figures.spread(column.result(results, "latency.p99")),
                    over(column, "latency.p99"),
                    Figures.spread(column.result(results, "latency.max"))));
        }
        Map<String, String> charts = new LinkedHashMap<>();
        StringBuilder images = new StringBuilder();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("p50", "median");
        figures.put("p99", "99th percentile");
        figures.forEach((figure, name) -> {
            String title = "Latency at 1,000 requests a second: " + name;
            BarChart bars = new BarChart(title, "ms", "upload of 1 device", titles(columns));
            bars.group(
                    name,
                    columns.stream()
                            .map(column -> column.median(results, "latency." + figure))
                            .toList());
            charts.put("latency-" + figure, bars.svg());
            images.append(Section.image(title, "latency-" + figure));
        });
        return new Section(images + table.toString() + "\n" + errors("latency.errors") + "\n", charts);
    }

    Section ledger() {
        List<String> connections = results.values("connections", "ledger.rate");
        if (connections.isEmpty()) {
            return new Section("");
        }
        Table table =
                new Table(List.of("connections", "without", "with", "ratio", "median without, ms", "median with, ms"));
        for (String many : connections) {
            table.row(List.of(
                    many,
                    Figures.spread(results.one("ledger.rate", "connections", many, "ledger", "off")),
                    Figures.spread(results.one("ledger.rate", "connections", many, "ledger", "file")),
                    Figures.ratio(
                            results.median("ledger.rate", "connections", many, "ledger", "file"),
                            results.median("ledger.rate", "connections", many, "ledger", "off")),
                    Figures.spread(results.one("ledger.p50", "connections", many, "ledger", "off")),
                    Figures.spread(results.one("ledger.p50", "connections", many, "ledger", "file"))));
        }
        String disk = results.named("ledger.sync").stream()
                .map(sync -> "The disk (" + sync.label("filesystem") + ") takes " + Figures.spread(sync)
                        + " ms to keep a page of 4 KiB. ")
                .collect(Collectors.joining());
        return new Section(table + "\n" + disk + errors("ledger.errors") + "\n");
    }

    Section memory() {
        List<Contestant> rows = contestants("memory.requests");
        if (rows.isEmpty()) {
            return new Section("");
        }
        Table table = new Table(
                List.of("", "requests", "failures", "requests a second", "median, ms", "longest, ms", "resident, MiB"));
        for (Contestant row : rows) {
            table.row(List.of(
                    row.title(),
                    Figures.spread(row.result(results, "memory.requests")),
                    Figures.spread(row.result(results, "memory.errors")),
                    Figures.spread(row.result(results, "memory.rate")),
                    Figures.spread(row.result(results, "memory.p50")),
                    Figures.spread(row.result(results, "memory.max")),
                    Figures.spread(row.result(results, "memory.resident"))));
        }
        return new Section(table.toString());
    }

    Section start() {
        Table table = new Table(List.of("", "to ready, s", "to the first answer, s", "resident at rest, MiB"));
        List<Result> ready = results.named("start.ready");
        for (Result result : ready) {
            String[] labels = {"jdk", result.label("jdk"), "ledger", result.label("ledger")};
            table.row(List.of(
                    "JDK " + result.label("jdk") + (result.has("ledger", "off") ? "" : ", with a ledger"),
                    Figures.spread(result),
                    Figures.spread(results.one("start.answer", labels)),
                    Figures.spread(results.one("start.resident", labels))));
        }
        return new Section(ready.isEmpty() ? "" : table.toString());
    }

    private List<Contestant> contestants(String name) {
        return Contestant.in(results, name).stream()
                .filter(contestant -> !contestant.system().equals("stub"))
                .toList();
    }

    private List<String> heads(List<Contestant> columns) {
        List<String> heads = new ArrayList<>(List.of("connections"));
        heads.addAll(titles(columns));
        for (String jdk : jdks(columns)) {
            heads.add("gateway " + jdk + " to nginx");
            heads.add("to translator");
        }
        return heads;
    }

    private List<String> row(String first, List<Contestant> columns, String name, String... labels) {
        List<String> cells = new ArrayList<>(List.of(first));
        columns.forEach(column -> cells.add(Figures.spread(column.result(results, name, labels))));
        for (String jdk : jdks(columns)) {
            Optional<Double> gateway = Contestant.gateway(jdk).median(results, name, labels);
            cells.add(Figures.ratio(gateway, Contestant.NGINX.median(results, name, labels)));
            cells.add(Figures.ratio(gateway, Contestant.translator(jdk).median(results, name, labels)));
        }
        return cells;
    }

    private String over(Contestant column, String name) {
        return column.equals(Contestant.NGINX)
                ? ""
                : column.median(results, name)
                        .flatMap(own -> Contestant.NGINX.median(results, name).map(nginx -> own - nginx))
                        .map(added -> (added < 0 ? "−" : "+") + Figures.number(Math.abs(added)))
                        .orElse(Figures.NONE);
    }

    private String bottleneck(String workload) {
        return results.named("throughput.rate", "system", "stub", "workload", workload).stream()
                .map(stub -> "The service alone, with " + stub.label("connections") + " connections: "
                        + Figures.spread(stub) + ". ")
                .collect(Collectors.joining());
    }

    /** Whatever went wrong under load; said also when nothing did. */
    private String errors(String name, String... labels) {
        String errors = results.named(name, labels).stream()
                .filter(result -> result.sum() > 0)
                .map(result -> new Contestant(result.label("system"), result.label("jdk")).title()
                        + Stream.of("ledger", "connections")
                                .filter(label -> !result.label(label).isEmpty())
                                .map(label -> ", " + label + " " + result.label(label))
                                .collect(Collectors.joining())
                        + ": " + Figures.number(result.sum()) + refused(result))
                .collect(Collectors.joining("; "));
        return errors.isEmpty() ? "No request failed." : "Failed requests: " + errors + ".";
    }

    /** Of the failures, those that were answered: the others are broken connections, and answers that did not come. */
    private String refused(Result errors) {
        return results.named(errors.name().replace(".errors", ".refused")).stream()
                .filter(refused -> refused.labels().equals(errors.labels()))
                .map(refused -> ", " + Figures.number(refused.sum()) + " of them with an answer")
                .collect(Collectors.joining());
    }

    private static List<String> jdks(List<Contestant> columns) {
        return columns.stream()
                .filter(column -> column.system().equals("gateway"))
                .map(Contestant::jdk)
                .toList();
    }

    private static List<String> titles(List<Contestant> columns) {
        return columns.stream().map(Contestant::title).toList();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
