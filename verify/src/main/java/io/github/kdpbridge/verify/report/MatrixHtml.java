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
        this.operations = distinct(verification.findings(), Finding::operation);
        // The conditions that most operations share come first.
        this.conditions = distinct(verification.findings(), Finding::condition).stream()
                .sorted(Comparator.comparing(condition ->
                        -distinct(ofCondition(condition), Finding::operation).size()))
                .toList();
    }

    private static List<String> distinct(List<Finding> findings, Function<Finding, String> part) {
        return findings.stream().map(part).distinct().toList();
    }

    private List<Finding> ofCondition(String condition) {
        return verification.findings().stream()
                .filter(finding -> finding.condition().equals(condition))
                .toList();
    }

    List<String> operations() {
        return operations;
    }

    List<String> conditions() {
        return conditions;
    }

    /** Returns all findings of one operation and one condition, in their order. */
    List<Finding> cell(int operation, int condition) {
        return ofCondition(conditions.get(condition)).stream()
                .filter(finding -> finding.operation().equals(operations.get(operation)))
                .toList();
    }

    /** Returns the id of a cell's section in the page. */
    static String anchor(int operation, int condition) {
        return "cell-" + operation + "-" + condition;
    }

    String matrix() {
        html.add("<ul class=\"legend\">\n");
        for (Outcome outcome : Outcome.values()) {
            String count = outcome.words() + ": " + verification.count(outcome);
            html.add("<li class=\"%s\">%s%s</li>\n", Marks.name(outcome), Marks.sign(outcome), count);
        }
        html.add("""
                </ul>
                <div class="scroll" role="region" aria-labelledby="matrix-title" tabindex="0"><table>
                <caption>A cell leads to its exchanges.</caption>
                <thead><tr><th scope="col">condition</th>""");
        operations.forEach(operation -> html.add("<th scope=\"col\">%s</th>", operation));
        html.add("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < conditions.size(); i++) {
            String outcome = Marks.name(Marks.of(ofCondition(conditions.get(i))));
            html.add("<tr data-outcome=\"%s\"><th scope=\"row\">%s</th>", outcome, conditions.get(i));
            for (int j = 0; j < operations.size(); j++) {
                cell(j, i, cell(j, i));
            }
            html.add("</tr>\n");
        }
        return html.add("</tbody></table></div>\n").toString();
    }

    private void cell(int operation, int condition, List<Finding> findings) {
        if (findings.isEmpty()) {
            html.add("<td></td>");
            return;
        }
        Outcome outcome = Marks.of(findings);
        String label = operations.get(operation) + ", " + conditions.get(condition) + ": " + findings.size() + ", "
                + outcome.words();
        html.add(
                "<td class=\"%s\"><a href=\"#%s\" aria-label=\"%s\">%s%s</a></td>",
                Marks.name(outcome), anchor(operation, condition), label, Marks.sign(outcome), findings.size());
    }
}
