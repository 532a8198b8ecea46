package io.github.kdpbridge.verify.report;

import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.SessionRequest;
import io.github.kdpbridge.verify.verdict.Finding;
import io.github.kdpbridge.verify.verdict.Outcome;
import io.github.kdpbridge.verify.verdict.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exchanges of each cell, both sides next to each other. */
final class FindingHtml {
    private static final int DIFFERENCE_LIMIT = 200;
    private static final int CHARACTER_LIMIT = 2_000;

    private final Verification verification;
    private final Redaction redaction;
    private final Html html;

    FindingHtml(Verification verification, Redaction redaction) {
        this.verification = verification;
        this.redaction = redaction;
        this.html = new Html(redaction::apply);
    }

    String all() {
        MatrixHtml matrix = new MatrixHtml(verification, redaction);
        for (int i = 0; i < matrix.operations().size(); i++) {
            for (int j = 0; j < matrix.conditions().size(); j++) {
                List<Finding> findings = matrix.cell(i, j);
                if (!findings.isEmpty()) {
                    html.add(
                            "<section id=\"%s\" tabindex=\"-1\" data-outcome=\"%s\">\n",
                            MatrixHtml.anchor(i, j), Marks.name(Marks.of(findings)));
                    html.add(
                            "<h3>%s: %s</h3>\n",
                            matrix.operations().get(i), matrix.conditions().get(j));
                    findings.forEach(this::finding);
                    html.add("</section>\n");
                }
            }
        }
        return html.toString();
    }

    private void finding(Finding finding) {
        Outcome outcome = finding.outcome();
        String name = Marks.name(outcome);
        html.add("<details class=\"finding\" data-outcome=\"%s\"><summary><span class=\"badge %s\">", name, name);
        html.add("%s%s</span> %s</summary>\n", Marks.sign(outcome), outcome.words(), finding.name());
        if (finding.note() != null) {
            html.add("<p class=\"note\">%s</p>\n", finding.note());
        }
        for (int i = 0; i < finding.steps().size(); i++) {
            step(i + 1, finding.steps().get(i));
        }
        portals(finding.portal());
        html.add("</details>\n");
    }

    private void step(int number, Finding.Pair pair) {
        SessionRequest request = pair.left().exchange().request();
        html.add("<article>\n<h4>%s. %s</h4>\n", number, request.name());
        request(request);
        html.add("<div class=\"pair\">\n");
        answer("Left", verification.left(), pair.left().exchange(), pair.differences());
        answer("Right", verification.right(), pair.right().exchange(), pair.differences());
        html.add("</div>\n");
        differences("Left and right differ", "left", "right", pair.differences());
        differences("Left is not as expected", "expected", "left", pair.left().differences());
        differences(
                "Right is not as expected", "expected", "right", pair.right().differences());
        html.add("</article>\n");
    }

    private void request(SessionRequest request) {
        html.add("<figure><figcaption>Sent to both</figcaption><pre tabindex=\"0\">");
        html.add("%s %s\n", request.method(), request.target());
        request.headers().forEach(header -> html.add("%s\n", header));
        if (request.body() != null) {
            html.add("\n");
            lines(request.body(), List.of());
        }
        html.add("</pre></figure>\n");
    }

    private void answer(String side, String name, Exchange exchange, List<Difference> differences) {
        boolean marked =
                differences.stream().anyMatch(difference -> difference.path().equals(Difference.STATUS));
        html.add(
                "<figure><figcaption>%s: %s " + (marked ? "<mark>≠ %s</mark> " : "<strong>%s</strong> "),
                side,
                name,
                exchange.answer().isMissing() ? "no answer" : exchange.answer().status());
        html.add(
                "after %s ms%s</figcaption><pre tabindex=\"0\">",
                exchange.answer().elapsed().toMillis(),
                exchange.sent() == 1 ? "" : ", sent " + exchange.sent() + " times");
        lines(exchange.answer().body(), differences);
        html.add("</pre></figure>\n");
    }

    private void lines(String body, List<Difference> differences) {
        for (MarkedBody.Line line : MarkedBody.lines(body, differences)) {
            html.add(line.marked() ? "<mark>≠ %s</mark>\n" : differences.isEmpty() ? "%s\n" : "  %s\n", line.text());
        }
    }

    private void portals(Finding.Portals portals) {
        if (portals.differences().isEmpty() && portals.unexpected().isEmpty()) {
            return;
        }
        html.add("<article>\n<h4>The portals in the end</h4>\n<div class=\"pair\">\n");
        portal("Left", portals.left());
        portal("Right", portals.right());
        html.add("</div>\n");
        differences("The portals differ", "left", "right", portals.differences());
        differences("A portal is not as expected", "expected", "is", portals.unexpected());
        html.add("</article>\n");
    }

    private void portal(String side, @Nullable List<String> devices) {
        html.add(
                "<figure><figcaption>%s</figcaption><pre tabindex=\"0\">%s</pre></figure>\n",
                side,
                devices == null ? "not visible" : devices.isEmpty() ? "no device" : cut(String.join("\n", devices)));
    }

    private void differences(String title, String left, String right, List<Difference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        html.add("<table class=\"differences\"><caption>%s</caption>\n", title);
        html.add("<thead><tr><th scope=\"col\">where</th><th scope=\"col\">%s</th>\n", left);
        html.add("<th scope=\"col\">%s</th>\n</tr></thead><tbody>\n", right);
        differences.stream().limit(DIFFERENCE_LIMIT).map(redaction::apply).forEach(difference -> {
            html.add("<tr><td><code>%s</code></td>", difference.path());
            html.add("<td><code>%s</code></td>", cut(difference.left()));
            html.add("<td><code>%s</code></td></tr>\n", cut(difference.right()));
        });
        if (differences.size() > DIFFERENCE_LIMIT) {
            html.add("<tr><td colspan=\"3\">and %s more</td></tr>\n", differences.size() - DIFFERENCE_LIMIT);
        }
        html.add("</tbody></table>\n");
    }

    private static String cut(String text) {
        return text.length() <= CHARACTER_LIMIT
                ? text
                : text.substring(0, CHARACTER_LIMIT) + "… " + (text.length() - CHARACTER_LIMIT) + " more characters";
    }
}
