package io.github.kdpbridge.compattests.fault;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import java.util.List;

/**
 * What came of a cell.
 *
 * @param cell the cell
 * @param text what the table says of it
 * @param problems what is not as promised; empty when all is well
 */
record CellResult(Cell cell, String text, List<String> problems) {
    CellResult {
        requireNonNull(cell);
        requireNonNull(text);
        problems = List.copyOf(problems);
    }

    static CellResult of(Cell cell, Observation observation) {
        return new CellResult(cell, observation.text(), observation.problems());
    }

    static CellResult failed(Cell cell, Throwable failure) {
        return new CellResult(cell, "", List.of(Throwables.getStackTraceAsString(failure)));
    }

    @Override
    public String toString() {
        return "%s, %s, %s: %s %s"
                .formatted(
                        cell.kind().title(),
                        cell.trouble().name(),
                        cell.operation().title(),
                        text,
                        problems);
    }
}
