package io.github.kdpbridge.benchmarks.summary;

import java.util.List;
import java.util.stream.Collectors;

/** Writes with a ledger, in a file and in PostgreSQL, beside a gateway without one and nginx. */
final class LedgerTable {
    private final Results results;
    private final List<Row> rows;

    LedgerTable(Results results) {
        this.results = results;
        this.rows = results.rows("ledger");
    }

    /** Returns the table, and behind it what the disk takes. */
    String text() {
        Table table = new Table()
                .column("connections", Row::number)
                .column("nginx", row -> results.spread(nginx(row), "rate"))
                .column("no ledger", row -> results.spread(row, "rate"));
        columns(table, "SQLite", "file");
        columns(table, "PostgreSQL", "postgresql");
        table.column("ceiling to none", row -> Figures.ratio(ceiling(row), results.median(row, "rate")));
        String disk = rows("disk").stream()
                .map(row -> "The disk (" + row.program() + ") takes " + results.spread(row, "sync")
                        + " ms to keep a page of 4 KiB. ")
                .collect(Collectors.joining());
        return table.of(rows("off")) + "\n" + disk;
    }

    private void columns(Table table, String name, String ledger) {
        table.column(name, row -> results.spread(row.withWork(ledger), "rate"))
                .column("to none", row -> ratio(row.withWork(ledger), row))
                .column("to nginx", row -> ratio(row.withWork(ledger), nginx(row)))
                .column("median, ms", row -> results.spread(row.withWork(ledger), "p50"));
    }

    /**
     * Writes a second that a ledger without any cost would leave: on each connection, a write takes at least what one takes
     * alone without a ledger, and one wait for the disk.
     */
    private double ceiling(Row row) {
        double alone = results.median(new Row(row.part(), row.work(), "1", row.program()), "p50");
        double wait = rows("disk").stream()
                .mapToDouble(disk -> results.median(disk, "sync"))
                .findFirst()
                .orElse(Double.NaN);
        return Math.min(results.median(row, "rate"), row.value() * 1000 / (alone + wait));
    }

    private List<Row> rows(String work) {
        return rows.stream().filter(row -> row.work().equals(work)).toList();
    }

    private static Row nginx(Row row) {
        return row.withWork("nginx").withProgram("nginx");
    }

    private String ratio(Row row, Row other) {
        return Figures.ratio(results.median(row, "rate"), results.median(other, "rate"));
    }
}
