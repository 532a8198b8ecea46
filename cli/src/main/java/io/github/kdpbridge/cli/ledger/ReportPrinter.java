package io.github.kdpbridge.cli.ledger;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.Visible;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.ledger.LedgerReport;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Prints what is in a ledger. */
final class ReportPrinter {
    private ReportPrinter() {}

    /**
     * Prints a report.
     *
     * @param subject what the report is of, before its place
     */
    static void print(LedgerReport report, boolean json, String subject, CommandLine command) {
        PrintWriter out = command.getOut();
        if (json) {
            out.println(AdminJson.write(LedgerReport.class, report));
        } else {
            text(report, subject, out);
        }
        out.flush();
    }

    private static void text(LedgerReport report, String subject, PrintWriter out) {
        out.println(Visible.line("%s %s: %s"
                .formatted(
                        subject,
                        report.ledger(),
                        report.isGood() ? "good" : Count.of(report.problems().size(), "problem", "problems"))));
        out.println("schema version %d%s"
                .formatted(
                        report.schema(),
                        report.schema() == LedgerReport.NEWEST
                                ? ""
                                : "; the next start of a gateway brings it to " + LedgerReport.NEWEST));
        LedgerReport.Writes writes = report.writes();
        out.println("%d settled, %d open%s"
                .formatted(
                        writes.settled(),
                        writes.open(),
                        writes.oldestOpen() == null ? "" : ", the oldest sent at " + writes.oldestOpen()));
        report.problems().forEach(problem -> out.println("problem: " + Visible.line(problem)));
    }
}
