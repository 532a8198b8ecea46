package io.github.kdpbridge.gateway.admin.report;

import io.github.kdpbridge.core.Visible;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.Evidence.Counts;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Readiness;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows of a report: how ready each unit is, and what pairs of answers taught. */
public final class ReportTable {
    static final List<String> HEAD = List.of(
            "unit",
            "phase",
            "since",
            "matched",
            "tolerated",
            "mismatched",
            "incomparable",
            "dropped",
            "next",
            "safe to go on",
            "gates");

    static final List<String> LESSONS = List.of("fact", "seen", "evidence", "configuration");

    private ReportTable() {}

    static List<String> row(Readiness unit) {
        UnitState state = unit.state();
        Counts counts = unit.parity().counts();
        PlannedMove next = unit.next();
        return List.of(
                state.route().unit().toString(),
                state.route().phase().name(),
                state.since() == null ? "first seen" : state.since().toString(),
                Long.toString(counts.matched()),
                Long.toString(counts.tolerated()),
                Long.toString(counts.mismatched()),
                Long.toString(counts.incomparable()),
                Long.toString(counts.dropped()),
                next == null ? "-" : next.to().name(),
                isSafe(unit),
                next == null ? "nothing is left to do" : text(state, next));
    }

    /** A unit that a rule brought back is not safe, whatever its gates say. */
    static String isSafe(Readiness unit) {
        PlannedMove next = unit.next();
        if (unit.state().mark() != null) {
            return "no";
        }
        return next == null || next.state() == PlannedMove.State.READY
                ? "yes"
                : next.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(UnitState state, PlannedMove next) {
        String gates = next.gates().stream().map(Gate::toString).collect(Collectors.joining(", "));
        String text = gates.isEmpty() ? next.text() : gates;
        return state.mark() == null
                ? text
                : "brought back by %s: %s; %s"
                        .formatted(
                                state.mark().move().cause().who(),
                                state.mark().move().cause().reason(),
                                text);
    }

    static List<String> row(Lesson lesson) {
        return List.of(lesson.fact(), lesson.seen(), lesson.evidence(), String.join("; ", lesson.settings()));
    }

    /** Returns the report as two tables, with an empty line in between. */
    public static String csv(Told.Report report) {
        StringBuilder csv = new StringBuilder(line(HEAD));
        report.units().forEach(unit -> csv.append(line(row(unit))));
        csv.append('\n').append(line(LESSONS));
        report.history().lessons().forEach(lesson -> csv.append(line(row(lesson))));
        return csv.toString();
    }

    /** Returns a line of a table. */
    public static String line(List<String> cells) {
        return cells.stream().map(ReportTable::cell).collect(Collectors.joining(",", "", "\n"));
    }

    /** A spreadsheet takes a cell that begins so for a formula, and runs it. */
    private static String cell(String text) {
        String visible = Visible.lines(text);
        String harmless = visible.matches("(?s)[=+@-].+") ? "'" + visible : visible;
        return harmless.matches("(?s).*[\",\n\r].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
