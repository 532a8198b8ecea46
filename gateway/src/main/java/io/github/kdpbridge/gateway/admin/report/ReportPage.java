package io.github.kdpbridge.gateway.admin.report;

import com.google.common.html.HtmlEscapers;
import io.github.kdpbridge.core.Visible;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.Gates;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as one page that needs nothing else. */
public final class ReportPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">
            <title>Migration of %1$s</title>
            <style>
            :root { color-scheme: light dark; --line: #ccc; --bad: #b00020; --good: #00703c; }
            @media (prefers-color-scheme: dark) { :root { --line: #555; --bad: #ff8a80; --good: #81c995; } }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; }
            table { border-collapse: collapse; margin-bottom: 2rem; }
            caption { text-align: left; font-weight: bold; padding: .5rem 0; }
            th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem; text-align: left; vertical-align: top; }
            .bad { color: var(--bad); font-weight: bold; }
            .good { color: var(--good); font-weight: bold; }
            </style>
            </head>
            <body>
            <h1>Migration of account %1$s</h1>
            <p>As of %2$s. %3$s</p>
            %4$s
            %5$s
            %6$s
            </body>
            </html>
            """;

    private ReportPage() {}

    /** Returns the page. */
    public static String of(Told.Report report) {
        return PAGE.formatted(
                text(report.account()),
                report.at(),
                freeze(report),
                units(report),
                lessons(report.history().lessons()),
                moves(report.history().moves()));
    }

    private static String freeze(Told.Report report) {
        Freeze freeze = report.freeze();
        return freeze == null
                ? "Moves forward are possible."
                : "<span class=\"bad\">Frozen by %s: %s</span>"
                        .formatted(
                                text(freeze.cause().who()), text(freeze.cause().reason()));
    }

    private static String units(Told.Report report) {
        String rows = report.units().stream()
                .map(unit -> row(ReportTable.row(unit), ReportTable.isSafe(unit)))
                .collect(Collectors.joining("\n"));
        return table("Units", ReportTable.HEAD, rows);
    }

    private static String lessons(List<Lesson> lessons) {
        String rows = lessons.stream()
                .map(lesson -> cells(ReportTable.row(lesson), !lesson.settings().isEmpty()))
                .collect(Collectors.joining("\n"));
        return table("What pairs of answers taught", ReportTable.LESSONS, rows);
    }

    private static String row(List<String> cells, String safe) {
        String style = safe.equals("yes") ? "good" : safe.equals("no") || safe.equals("blocked") ? "bad" : "";
        return cells.stream()
                .map(cell -> cell.equals(safe) && !style.isEmpty()
                        ? "<td class=\"%s\">%s</td>".formatted(style, text(cell))
                        : "<td>%s</td>".formatted(text(cell)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String moves(List<LoggedMove> log) {
        String rows = log.stream().map(ReportPage::row).collect(Collectors.joining("\n"));
        List<String> head = List.of("when", "unit", "move", "result", "who", "via", "reason", "evidence");
        return table("Moves", head, rows);
    }

    private static String row(LoggedMove entry) {
        boolean isMarked = entry.isBroughtBack() || Gates.isOverridden(entry.move());
        List<String> cells = List.of(
                entry.at().toString(),
                entry.unit().toString(),
                entry.move().toString(),
                entry.result().name(),
                entry.move().cause().who(),
                entry.move().cause().via().name().toLowerCase(Locale.ROOT),
                entry.move().cause().reason(),
                entry.move().cause().evidence());
        return cells(cells, isMarked);
    }

    private static String cells(List<String> cells, boolean isMarked) {
        return cells.stream()
                .map(ReportPage::text)
                .collect(Collectors.joining(
                        "</td><td>", isMarked ? "<tr class=\"bad\"><td>" : "<tr><td>", "</td></tr>"));
    }

    private static String table(String caption, List<String> head, String rows) {
        String names = head.stream().map("<th scope=\"col\">%s</th>"::formatted).collect(Collectors.joining());
        return """
                <table>
                <caption>%s</caption>
                <thead><tr>%s</tr></thead>
                <tbody>
                %s
                </tbody>
                </table>""".formatted(caption, names, rows);
    }

    private static String text(String text) {
        return HtmlEscapers.htmlEscaper().escape(Visible.lines(text));
    }
}
