package io.github.kdpbridge.cli;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.parity.ParityReport;
import io.github.kdpbridge.verify.parity.ParityStep;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.verdict.Evidence;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Prints a report: each pair of answers side by side, and the generation 2 requests behind it. */
final class ParityPrinter {
    /** The width for a file and for a terminal of unknown width. */
    static final int WIDTH = 120;

    private static final int NARROWEST = 72;
    private static final int WIDEST = 160;

    private static final String INDENT = "    ";
    private static final String GUTTER = " | ";
    private static final String LONGEST_VERDICT = "  DIFFERENT";

    private final PrintWriter out;
    private final Ansi ansi;
    private final int width;
    private final int column;
    private final int verdictColumn;

    ParityPrinter(PrintWriter out, Ansi ansi, int width) {
        this.out = out;
        this.ansi = ansi;
        this.width = Math.min(Math.max(width, NARROWEST), WIDEST);
        this.column = (this.width - INDENT.length() - GUTTER.length()) / 2;
        this.verdictColumn = this.width - LONGEST_VERDICT.length();
    }

    void print(ParityReport report) {
        for (int i = 0; i < report.steps().size(); i++) {
            step(i + 1, report.steps().get(i));
        }
        report.portalDifferences().forEach(difference -> difference("portal ", difference));
        if (report.portalKnown() != null) {
            indented("known: " + report.portalKnown());
            out.println();
        }
        long different = report.differentSteps();
        long known = report.knownSteps();
        int all = report.steps().size();
        String portals = report.portalDifferences().isEmpty()
                ? "portals equal"
                : report.samePortals() ? "portals differ as is known" : "portals DIFFERENT";
        String summary = Count.of(all, "request") + ", " + (all - different - known) + " same, "
                + different + " different"
                + (known == 0 ? "" : ", " + Count.of(known, "known difference")) + "; "
                + portals + (report.nothingSucceeded() ? "; nothing of the session succeeded" : "")
                + Evidence.simulated().limit().map(limit -> "; " + limit).orElse("");
        out.println(report.same() ? good(summary) : bad(summary));
        out.flush();
    }

    private void step(int number, ParityStep step) {
        String title = "%2d. %s".formatted(number, Text.printable(step.request().name()));
        String fitted = Text.padded(Text.wrap(title, verdictColumn).get(0), verdictColumn);
        out.println(fitted + "  " + verdict(step));
        indented(step.request().method() + " " + step.request().target());
        if (step.request().body() != null) {
            indented(laidOut(step.request().body(), width - INDENT.length()));
        }
        out.println();
        columns("through the gateway, from simulated generation 2", "straight from simulated generation 1");
        columns(shown(step.bridged().answer()), shown(step.direct().answer()));
        out.println();
        step.differences().forEach(difference -> difference("", difference));
        if (step.known() != null) {
            indented("known: " + step.known());
        }
        behind(step.gen2Requests());
        out.println();
    }

    private String verdict(ParityStep step) {
        return step.differences().isEmpty()
                ? good("same")
                : step.same() ? ansi.string("@|yellow known|@") : bad("DIFFERENT");
    }

    private void columns(String left, String right) {
        List<String> leftLines = Text.wrap(left, column);
        List<String> rightLines = Text.wrap(right, column);
        for (int i = 0; i < Math.max(leftLines.size(), rightLines.size()); i++) {
            String leftLine = i < leftLines.size() ? leftLines.get(i) : "";
            String rightLine = i < rightLines.size() ? rightLines.get(i) : "";
            out.println((INDENT + Text.padded(leftLine, column) + GUTTER + rightLine).stripTrailing());
        }
    }

    private void behind(List<RecordedRequest> requests) {
        Map<String, Integer> times = new LinkedHashMap<>();
        for (RecordedRequest request : requests) {
            String query = request.query() == null ? "" : "?" + request.query();
            String status =
                    request.status() == null ? "no answer" : request.status().toString();
            times.merge(request.method() + " " + request.path() + query + " -> " + status, 1, Integer::sum);
        }
        times.forEach((request, count) -> indented("gen2: " + request + (count == 1 ? "" : " (" + count + " times)")));
        if (times.isEmpty()) {
            indented("gen2: nothing sent");
        }
    }

    private void difference(String where, Difference difference) {
        indented(bad("!") + " " + where + difference.path() + ": gateway " + Text.printable(difference.left())
                + ", generation 1 " + Text.printable(difference.right()));
    }

    private void indented(String text) {
        Text.wrap(text, width - INDENT.length()).forEach(line -> out.println(INDENT + line));
    }

    private String good(String text) {
        return ansi.string("@|green " + text + "|@");
    }

    private String bad(String text) {
        return ansi.string("@|bold,red " + text + "|@");
    }

    private String shown(Answer answer) {
        return answer.status() + "\n" + laidOut(answer.body(), column);
    }

    private static String laidOut(String body, int width) {
        return JsonTree.parse(body).map(json -> JsonLayout.of(json, width)).orElseGet(() -> Text.printable(body));
    }
}
