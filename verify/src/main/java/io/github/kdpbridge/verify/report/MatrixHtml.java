package io.github.kdpbridge.verify.report;

import io.github.kdpbridge.verify.verdict.Finding;
import io.github.kdpbridge.verify.verdict.Outcome;
import io.github.kdpbridge.verify.verdict.Verification;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The table of operations by conditions. */
final class MatrixHtml {
    private final Verification verification;
    private final Html html;
    private final List<String> operations;
    private final List<String> conditions;

    MatrixHtml(Verification verification, Redaction redaction) {
        this.verification = verification;
        this.html = new Html(redaction::apply);
        this.operations = operations(verification);
        this.conditions = conditions(verification);
    }

    /** The operations, in the order in which they first occur. */
    static List<String> operations(Verification verification) {
        return distinct(verification, Finding::operation);
    }

    /** The conditions; what most operations share comes first. */
    static List<String> conditions(Verification verification) {
        return distinct(verification, Finding::condition).stream()
                .sorted(Comparator.comparing((String condition) -> -shared(verification, condition)))
                .toList();
    }

    private static long shared(Verification verification, String condition) {
        return verification.findings().stream()
                .filter(finding -> finding.condition().equals(condition))
                .map(Finding::operation)
                .distinct()
                .count();
    }

    private static List<String> distinct(Verification verification, Function<Finding, String> part) {
        return verification.findings().stream().map(part).distinct().toList();
    }

    /** The name of a cell's section in the page. */
    static String anchor(int operation, int condition) {
        return "cell-" + operation + "-" + condition;
    }

    String matrix() {
        legend();
        html.raw("<div class=\"scroll\" role=\"region\" aria-labelledby=\"matrix-title\" tabindex=\"0\"><table>\n")
                .raw("<caption>A cell leads to its exchanges.</caption>\n<thead><tr><th scope=\"col\">condition</th>");
        operations.forEach(
                operation -> html.raw("<th scope=\"col\">").text(operation).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < conditions.size(); i++) {
            row(i);
        }
        return html.raw("</tbody></table></div>\n").toString();
    }

    private void legend() {
        html.raw("<ul class=\"legend\">\n");
        for (Outcome outcome : Outcome.values()) {
            html.raw("<li class=\"" + Marks.name(outcome) + "\">" + Marks.sign(outcome))
                    .text(outcome.words() + ": " + verification.count(outcome))
                    .raw("</li>\n");
        }
        html.raw("</ul>\n");
    }

    private void row(int condition) {
        String name = conditions.get(condition);
        List<Finding> all = verification.findings().stream()
                .filter(finding -> finding.condition().equals(name))
                .toList();
        html.raw("<tr data-outcome=\"" + Marks.name(Marks.of(all)) + "\"><th scope=\"row\">")
                .text(name)
                .raw("</th>");
        for (int i = 0; i < operations.size(); i++) {
            cell(i, condition);
        }
        html.raw("</tr>\n");
    }

    private void cell(int operation, int condition) {
        List<Finding> findings = HtmlReport.cell(verification, operations.get(operation), conditions.get(condition));
        if (findings.isEmpty()) {
            html.raw("<td></td>");
            return;
        }
        Outcome outcome = Marks.of(findings);
        String label = operations.get(operation) + ", " + conditions.get(condition) + ": " + findings.size() + ", "
                + outcome.words();
        html.raw("<td class=\"" + Marks.name(outcome) + "\"><a href=\"#" + anchor(operation, condition)
                        + "\" aria-label=\"" + html.escaped(label) + "\">" + Marks.sign(outcome) + findings.size())
                .raw("</a></td>");
    }
}
