package io.github.kdpbridge.benchmarks.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables by the name of their section; a section of which nothing was measured is empty. */
final class Tables {
    private final Results results;

    Tables(Results results) {
        this.results = results;
    }

    Map<String, String> all() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("targets", new Targets(results).table());
        sections.put("throughput", throughput());
        sections.put("latency", latency());
        sections.put("ledger", ledger());
        sections.put("routes", routes());
        sections.put("screens", screens());
        sections.put("memory", memory());
        sections.put("threads", threads());
        sections.put("devices", devices());
        sections.put("resellers", resellers());
        sections.put("connections", connections());
        sections.put("start", start());
        sections.put("upload", upload());
        sections.put("callers", callers());
        sections.put("parts", parts());
        return sections;
    }

    private String throughput() {
        List<Row> rows = results.rows("throughput");
        List<String> programs = distinct(rows, Row::program);
        programs.remove("service");
        Table table = new Table().column("connections", Row::number);
        for (String program : programs) {
            table.column(program.replace('-', ' '), row -> results.spread(row.withProgram(program), "rate"));
        }
        for (String program : programs) {
            if (program.startsWith("gateway-")) {
                for (String other : List.of("nginx", "proxy", "translator")) {
                    table.column(
                            program.replace('-', ' ') + " to " + other,
                            row -> ratio(row, "rate", program, results.program("throughput", other)));
                }
            } else if (program.startsWith("proxy-")) {
                table.column(
                        "ceiling: " + program.replace('-', ' ') + " to nginx",
                        row -> ratio(row, "rate", program, "nginx"));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String work : distinct(rows, Row::work)) {
            List<Row> own = rows.stream().filter(row -> row.work().equals(work)).toList();
            text.append("### ").append(title(work)).append("\n\n");
            text.append(table.of(own.stream()
                    .filter(row -> row.program().equals(programs.get(0)))
                    .toList()));
            own.stream()
                    .filter(row -> row.program().equals("service"))
                    .forEach(row -> text.append("\nThe service alone, with ")
                            .append(row.number())
                            .append(" connections: ")
                            .append(results.spread(row, "rate"))
                            .append(". "));
            text.append(failures(own)).append("\n\n");
        }
        return text.toString();
    }

    private String latency() {
        List<Row> rows = results.rows("latency");
        String table = new Table()
                .column("", Row::title)
                .column("requests a second", row -> results.spread(row, "rate"))
                .column("median, ms", row -> results.spread(row, "p50"))
                .column("over nginx", row -> over(row, "p50"))
                .column("99th percentile, ms", row -> results.spread(row, "p99"))
                .column("over nginx", row -> over(row, "p99"))
                .column("longest, ms", row -> results.spread(row, "max"))
                .of(rows);
        return rows.isEmpty() ? "" : table + "\n" + failures(rows);
    }

    private String ledger() {
        List<Row> rows = results.rows("ledger");
        return rows.isEmpty() ? "" : new LedgerTable(results).text() + failures(rows);
    }

    private String routes() {
        List<Row> rows = results.rows("routes");
        Table table = new Table()
                .column("connections", Row::number)
                .column("does not migrate", row -> results.spread(row, "rate"));
        for (String side : List.of("gen1", "gen2")) {
            table.column("customer on " + side, row -> results.spread(row.withWork(side), "rate"))
                    .column(
                            "ratio",
                            row -> Figures.ratio(
                                    results.median(row.withWork(side), "rate"), results.median(row, "rate")));
        }
        String text = table.of(
                rows.stream().filter(row -> row.work().equals("without")).toList());
        return rows.isEmpty() ? "" : text + "\n" + failures(rows);
    }

    private String screens() {
        List<Row> rows = results.rows("screens");
        String screens = new Table()
                .column("screen", Row::work)
                .column("median, ms", row -> results.spread(row, "p50"))
                .column("longest, ms", row -> results.spread(row, "max"))
                .of(rows);
        List<Row> uploads = results.rows("operator");
        String operator = new Table()
                .column("connections", Row::number)
                .column("without an operator", row -> results.spread(row, "rate"))
                .column("with one", row -> results.spread(row.withWork("with"), "rate"))
                .column(
                        "ratio",
                        row -> Figures.ratio(results.median(row.withWork("with"), "rate"), results.median(row, "rate")))
                .of(uploads.stream().filter(row -> row.work().equals("without")).toList());
        List<Row> all = Stream.concat(rows.stream(), uploads.stream()).toList();
        return rows.isEmpty() ? "" : screens + "\nUploads a second:\n\n" + operator + "\n" + failures(all);
    }

    private String memory() {
        return new Table()
                .column("", Row::title)
                .column("load", row -> title(row.work()))
                .column("at once", Row::number)
                .column("requests", row -> results.spread(row, "requests"))
                .column("failures", row -> Figures.count(results.sum(row, "errors")))
                .column("requests a second", row -> results.spread(row, "rate"))
                .column("median, ms", row -> results.spread(row, "p50"))
                .column("longest, ms", row -> results.spread(row, "max"))
                .column("resident, MiB", row -> results.spread(row, "resident"))
                .of(results.rows("memory"));
    }

    private String threads() {
        return new Table()
                .column("", Row::title)
                .column("requests under way", row -> results.spread(row, "active"))
                .column("threads", row -> results.spread(row, "threads"))
                .of(results.rows("threads"));
    }

    private String devices() {
        return new Table()
                .column("", Row::work)
                .column("devices", row -> Figures.count(row.value()))
                .column("time", this::time)
                .column("time a device", row -> Figures.micros(results.median(row, "micros") / row.value()))
                .column("allocated", row -> Figures.bytes(results.median(row, "bytes")))
                .column("allocated a device", row -> Figures.bytes(results.median(row, "bytes") / row.value()))
                .of(results.rows("ScaleBenchmark"));
    }

    private String resellers() {
        return new Table()
                .column("resellers", row -> Figures.count(row.value()))
                .column("start, s", row -> results.spread(row, "start"))
                .column("resident at rest, MiB", row -> results.spread(row, "resident"))
                .column("requests a second", row -> results.spread(row, "rate"))
                .column("median, ms", row -> results.spread(row, "p50"))
                .of(scale("resellers"));
    }

    private String connections() {
        return new Table()
                .column("connections", row -> Figures.count(row.value()))
                .column("nginx", row -> results.spread(row.withProgram("nginx"), "rate"))
                .column("gateway", row -> results.spread(row, "rate"))
                .column("ratio", row -> ratio(row, "rate", row.program(), "nginx"))
                .column("median nginx, ms", row -> results.spread(row.withProgram("nginx"), "p50"))
                .column("median gateway, ms", row -> results.spread(row, "p50"))
                .column("failed nginx", row -> Figures.count(results.sum(row.withProgram("nginx"), "errors")))
                .column("failed gateway", row -> Figures.count(results.sum(row, "errors")))
                .column("gateway resident after, MiB", row -> results.spread(row, "resident"))
                .of(scale("connections"));
    }

    private String start() {
        return new Table()
                .column("", row -> "JDK " + row.jdk() + (row.work().equals("off") ? "" : ", with a ledger"))
                .column("to ready, s", row -> results.spread(row, "ready"))
                .column("to the first answer, s", row -> results.spread(row, "answer"))
                .column("resident at rest, MiB", row -> results.spread(row, "resident"))
                .of(results.rows("start"));
    }

    private String upload() {
        return new Table()
                .column("", Row::work)
                .column("JDK", Row::program)
                .column("devices", row -> row.number().replace("devices=", ""))
                .column("time", this::time)
                .column("to bare Retrofit", row -> toBareRetrofit(row, "micros"))
                .column("allocated", row -> Figures.bytes(results.median(row, "bytes")))
                .column("to bare Retrofit", row -> toBareRetrofit(row, "bytes"))
                .of(results.rows("UploadBenchmark"));
    }

    private String callers() {
        return new Table()
                .column("JDK", Row::program)
                .column("", row -> row.number().replace('=', ' '))
                .column("client", this::time)
                .column("OkHttp and Moshi", row -> time(row.withWork("bareMoshi")))
                .column("OkHttp alone", row -> time(row.withWork("bareOkHttp")))
                .column("share of OkHttp and Moshi", row -> share(row, "bareMoshi"))
                .column("ceiling", row -> share(row.withWork("bareOkHttp"), "bareMoshi"))
                .of(results.rows("ClientBenchmark").stream()
                        .filter(row -> row.work().equals("client"))
                        .toList());
    }

    /** How many uploads of a program there are for each of another, in the same time. */
    private String share(Row row, String other) {
        return Figures.ratio(results.median(row.withWork(other), "micros"), results.median(row, "micros"));
    }

    private String parts() {
        return new Table()
                .column("part", Row::work)
                .column("JDK", Row::program)
                .column("parameters", row -> row.number().isEmpty() ? Figures.NONE : row.number())
                .column("time", this::time)
                .column("allocated", row -> Figures.bytes(results.median(row, "bytes")))
                .of(results.rows().stream()
                        .filter(row -> row.part().equals("PartsBenchmark"))
                        .toList());
    }

    private List<Row> scale(String work) {
        return results.rows("scale").stream()
                .filter(row -> row.work().equals(work) && row.isGateway())
                .toList();
    }

    /** The time of a benchmark, with the least and the greatest of its iterations. */
    private String time(Row row) {
        List<Double> times = results.sorted(row, "micros");
        return Figures.micros(results.median(row, "micros"))
                + (times.size() > 1
                        ? " (" + Figures.micros(times.get(0)) + "–" + Figures.micros(times.get(times.size() - 1)) + ")"
                        : "");
    }

    private String toBareRetrofit(Row row, String figure) {
        return Figures.ratio(results.median(row, figure), results.median(row.withWork("bareRetrofit"), figure));
    }

    private String ratio(Row row, String figure, String program, String other) {
        return Figures.ratio(
                results.median(row.withProgram(program), figure), results.median(row.withProgram(other), figure));
    }

    private String over(Row row, String figure) {
        double added = results.median(row, figure) - results.median(row.withProgram("nginx"), figure);
        return row.program().equals("nginx")
                ? ""
                : Double.isNaN(added) ? Figures.NONE : (added < 0 ? "−" : "+") + Figures.number(Math.abs(added));
    }

    /** The failed requests, and those of them that had an answer: the rest are broken connections and time-outs. */
    private String failures(List<Row> rows) {
        String failures = rows.stream()
                .filter(row -> results.sum(row, "errors") > 0)
                .map(row -> row.title() + (row.part().equals("ledger") ? ", ledger " + row.work() : "")
                        + ", connections " + row.number() + ": " + Figures.count(results.sum(row, "errors")) + " ("
                        + Figures.count(results.sum(row, "refused")) + " with an answer)")
                .collect(Collectors.joining("; "));
        return failures.isEmpty() ? "No request failed." : "Failed requests: " + failures + ".";
    }

    private static String title(String work) {
        double devices = Double.parseDouble(work.replaceAll("\\D", ""));
        String kind = work.replaceFirst("-.*", "");
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " of " + Figures.count(devices)
                + (devices == 1 ? " device" : " devices");
    }

    private static List<String> distinct(List<Row> rows, Function<Row, String> property) {
        return new ArrayList<>(rows.stream().map(property).distinct().toList());
    }
}
