package io.github.kdpbridge.benchmarks.page;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
final class Table {
    private final StringBuilder text = new StringBuilder();
    private final int columns;
    private final List<String> first;

    Table(List<String> heads) {
        this.columns = heads.size();
        this.first = List.copyOf(heads);
        row(heads);
        text.append("|---".repeat(columns)).append("|\n");
    }

    /** Adds a row, with as many cells as there are heads. */
    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells + " does not fit " + first);
        }
        text.append("| ").append(String.join(" | ", new ArrayList<>(cells))).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
