package io.github.kdpbridge.benchmarks.page;

import io.github.kdpbridge.benchmarks.result.Result;
import io.github.kdpbridge.benchmarks.result.Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The sections of growth: with devices, with resellers, with connections. */
final class GrowthSections {
    private static final String SCALE = "ScaleBenchmark";

    private final Results results;
    private final List<JmhFigure> jmh;

    GrowthSections(Results results, List<JmhFigure> jmh) {
        this.results = results;
        this.jmh = jmh;
    }

    /** Time by a parameter of JMH, a line for each method. */
    static Map<String, Growing> growth(List<JmhFigure> jmh, String param, ToDoubleFunction<JmhFigure> cost) {
        Map<String, Growing> lines = new TreeMap<>();
        jmh.stream()
                .filter(figure ->
                        figure.type().equals(SCALE) && !figure.param(param).isEmpty())
                .map(JmhFigure::method)
                .distinct()
                .forEach(method -> lines.put(
                        method,
                        new Growing(jmh.stream()
                                .filter(figure -> figure.type().equals(SCALE)
                                        && figure.method().equals(method)
                                        && !figure.param(param).isEmpty())
                                .map(figure -> new Growing.Point(
                                        Double.parseDouble(figure.param(param)), cost.applyAsDouble(figure)))
                                .toList())));
        return lines;
    }

    Section devices() {
        List<JmhFigure> figures = jmh.stream()
                .filter(figure ->
                        figure.type().equals(SCALE) && !figure.param("devices").isEmpty())
                .toList();
        if (figures.isEmpty()) {
            return new Section("");
        }
        Table table = new Table(List.of("", "devices", "time", "time a device", "allocated", "allocated a device"));
        for (JmhFigure figure : figures) {
            double devices = Double.parseDouble(figure.param("devices"));
            table.row(List.of(
                    figure.method(),
                    Figures.plain(devices),
                    figure.time(),
                    Figures.micros(figure.micros() / devices),
                    figure.allocation(),
                    figure.bytes().map(bytes -> Figures.bytes(bytes / devices)).orElse(Figures.NONE)));
        }
        Map<String, String> charts = new LinkedHashMap<>();
        String text = chart(
                        charts,
                        "scale-devices-time",
                        new LineChart("Time of one call, by devices", "ms", "devices"),
                        growth(jmh, "devices", figure -> figure.micros() / 1000))
                + chart(
                        charts,
                        "scale-devices-memory",
                        new LineChart("Memory allocated by one call, by devices", "KiB", "devices"),
                        growth(
                                figures.stream()
                                        .filter(f -> f.bytes().isPresent())
                                        .toList(),
                                "devices",
                                figure -> figure.bytes().orElse(1.0) / 1024));
        return new Section(text + table, charts);
    }

    Section resellers() {
        List<String> numbers = results.values("resellers", "resellers.start");
        StringBuilder text = new StringBuilder();
        Map<String, String> charts = new LinkedHashMap<>();
        if (!numbers.isEmpty()) {
            Table table = new Table(
                    List.of("resellers", "start, s", "resident at rest, MiB", "requests a second", "median, ms"));
            for (String number : numbers) {
                table.row(List.of(
                        Figures.plain(Double.parseDouble(number)),
                        Figures.spread(results.one("resellers.start", "resellers", number)),
                        Figures.spread(results.one("resellers.resident", "resellers", number)),
                        Figures.spread(results.one("resellers.rate", "resellers", number)),
                        Figures.spread(results.one("resellers.p50", "resellers", number))));
            }
            Map<String, Growing> lines = new LinkedHashMap<>();
            lines.put("start", growing("resellers.start", "resellers"));
            text.append(chart(charts, "scale-resellers", new LineChart("Start, by resellers", "s", "resellers"), lines))
                    .append(table);
        }
        List<JmhFigure> inside = jmh.stream()
                .filter(figure -> figure.type().equals(SCALE)
                        && !figure.param("resellers").isEmpty())
                .toList();
        if (!inside.isEmpty()) {
            Table table = new Table(List.of("inside the process", "resellers", "time", "allocated"));
            inside.forEach(figure -> table.row(List.of(
                    figure.method(),
                    Figures.plain(Double.parseDouble(figure.param("resellers"))),
                    figure.time(),
                    figure.allocation())));
            text.append("\n").append(table);
        }
        return new Section(text.toString(), charts);
    }

    Section connections() {
        List<String> numbers = results.values("connections", "connections.rate");
        if (numbers.isEmpty()) {
            return new Section("");
        }
        Table table = new Table(List.of(
                "connections",
                "nginx",
                "gateway",
                "ratio",
                "median nginx, ms",
                "median gateway, ms",
                "failed nginx",
                "failed gateway",
                "gateway resident after, MiB"));
        for (String number : numbers) {
            String[] nginx = {"connections", number, "system", "nginx"};
            String[] gateway = {"connections", number, "system", "gateway"};
            table.row(List.of(
                    Figures.plain(Double.parseDouble(number)),
                    Figures.spread(results.one("connections.rate", nginx)),
                    Figures.spread(results.one("connections.rate", gateway)),
                    Figures.ratio(
                            results.median("connections.rate", gateway), results.median("connections.rate", nginx)),
                    Figures.spread(results.one("connections.p50", nginx)),
                    Figures.spread(results.one("connections.p50", gateway)),
                    results.one("connections.errors", nginx)
                            .map(e -> Figures.plain(e.sum()))
                            .orElse(Figures.NONE),
                    results.one("connections.errors", gateway)
                            .map(e -> Figures.plain(e.sum()))
                            .orElse(Figures.NONE),
                    Figures.spread(results.one("connections.resident", gateway))));
        }
        Map<String, String> charts = new LinkedHashMap<>();
        String text = "";
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("rate", "Requests a second");
        figures.put("p50", "Median latency");
        for (Map.Entry<String, String> figure : figures.entrySet()) {
            Map<String, Growing> lines = new LinkedHashMap<>();
            for (String system : List.of("nginx", "gateway")) {
                lines.put(system, growing("connections." + figure.getKey(), "connections", "system", system));
            }
            text += chart(
                    charts,
                    "scale-connections-" + figure.getKey(),
                    new LineChart(
                            figure.getValue() + ", by connections",
                            figure.getKey().equals("rate") ? "requests a second" : "ms",
                            "connections"),
                    lines);
        }
        return new Section(text + table, charts);
    }

    /** The growth of a result by the number in one of its labels. */
    Growing growing(String name, String by, String... labels) {
        return new Growing(results.named(name, labels).stream()
                .filter(result -> result.median() > 0)
                .map(result -> point(result, by))
                .toList());
    }

    private static Growing.Point point(Result result, String by) {
        return new Growing.Point(Double.parseDouble(result.label(by)), result.median());
    }

    private static String chart(Map<String, String> charts, String name, LineChart chart, Map<String, Growing> lines) {
        lines.forEach((line, growing) -> {
            if (!growing.points().isEmpty()) {
                chart.line(line, growing);
            }
        });
        if (chart.isEmpty()) {
            return "";
        }
        charts.put(name, chart.svg());
        return Section.image(chart.title(), name);
    }
}
