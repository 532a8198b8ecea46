package io.github.kdpbridge.benchmarks.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table in Markdown, whose columns are functions of a row. */
final class Table {
    private final List<String> heads = new ArrayList<>();
    private final List<Function<Row, String>> cells = new ArrayList<>();

    Table column(String head, Function<Row, String> cell) {
        heads.add(head);
        cells.add(cell);
        return this;
    }

    /** Returns the table of these rows; empty if there are none. */
    String of(List<Row> rows) {
        return rows.isEmpty()
                ? ""
                : line(heads)
                        + "|---".repeat(heads.size()) + "|\n"
                        + rows.stream()
                                .map(row -> line(cells.stream()
                                        .map(cell -> cell.apply(row))
                                        .toList()))
                                .collect(Collectors.joining());
    }

    /** Returns one line of a table. */
    static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
