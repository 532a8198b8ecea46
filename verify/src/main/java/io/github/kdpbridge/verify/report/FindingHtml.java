package io.github.kdpbridge.verify.report;

import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Header;
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
        List<String> operations = MatrixHtml.operations(verification);
        List<String> conditions = MatrixHtml.conditions(verification);
        for (int i = 0; i < operations.size(); i++) {
            for (int j = 0; j < conditions.size(); j++) {
                List<Finding> findings = HtmlReport.cell(verification, operations.get(i), conditions.get(j));
                if (!findings.isEmpty()) {
                    html.raw("<section id=\"" + MatrixHtml.anchor(i, j) + "\" tabindex=\"-1\" data-outcome=\""
                            + Marks.name(Marks.of(findings)) + "\">\n");
                    html.element("h3", operations.get(i) + ": " + conditions.get(j));
                    findings.forEach(this::finding);
                    html.raw("</section>\n");
                }
            }
        }
        return html.toString();
    }

    private void finding(Finding finding) {
        Outcome outcome = finding.outcome();
        html.raw("<details class=\"finding\" data-outcome=\"" + Marks.name(outcome) + "\"><summary><span class=\"badge "
                        + Marks.name(outcome) + "\">" + Marks.sign(outcome))
                .text(outcome.words())
                .raw("</span> ")
                .text(finding.name())
                .raw("</summary>\n");
        if (finding.note() != null) {
            html.element("p class=\"note\"", finding.note());
        }
        for (int i = 0; i < finding.steps().size(); i++) {
            step(i + 1, finding.steps().get(i));
        }
        portals(finding.portal());
        html.raw("</details>\n");
    }

    private void step(int number, Finding.Pair pair) {
        html.raw("<article>\n")
                .element("h4", number + ". " + pair.left().request().name());
        request(pair.left().request());
        html.raw("<div class=\"pair\">\n");
        answer("Left", verification.left(), pair.left(), pair.differences());
        answer("Right", verification.right(), pair.right(), pair.differences());
        html.raw("</div>\n");
        differences("Left and right differ", "left", "right", pair.differences());
        differences("Left is not as expected", "expected", "left", pair.leftUnexpected());
        differences("Right is not as expected", "expected", "right", pair.rightUnexpected());
        html.raw("</article>\n");
    }

    private void request(SessionRequest request) {
        html.raw("<figure><figcaption>Sent to both</figcaption><pre tabindex=\"0\">")
                .text(request.method() + " " + request.target() + "\n");
        for (Header header : request.headers()) {
            html.text(header + "\n");
        }
        if (request.body() != null) {
            html.raw("\n");
            lines(request.body(), List.of());
        }
        html.raw("</pre></figure>\n");
    }

    private void answer(String side, String name, Exchange exchange, List<Difference> differences) {
        int status = exchange.answer().status();
        boolean marked =
                differences.stream().anyMatch(difference -> difference.path().equals("status"));
        html.raw("<figure><figcaption>" + side + ": ")
                .text(name)
                .raw(marked ? " <mark>≠ " : " <strong>")
                .text(status == 0 ? "no answer" : Integer.toString(status))
                .raw(marked ? "</mark> " : "</strong> ")
                .text("after " + exchange.answer().elapsed().toMillis() + " ms"
                        + (exchange.sent() == 1 ? "" : ", sent " + exchange.sent() + " times"))
                .raw("</figcaption><pre tabindex=\"0\">");
        lines(exchange.answer().body(), differences);
        html.raw("</pre></figure>\n");
    }

    private void lines(String body, List<Difference> differences) {
        for (MarkedBody.Line line : MarkedBody.lines(body, differences)) {
            html.raw(line.marked() ? "<mark>≠ " : differences.isEmpty() ? "" : "  ")
                    .text(line.text())
                    .raw(line.marked() ? "</mark>\n" : "\n");
        }
    }

    private void portals(Finding.Portals portals) {
        if (portals.differences().isEmpty() && portals.unexpected().isEmpty()) {
            return;
        }
        html.raw("<article>\n").element("h4", "The portals in the end");
        html.raw("<div class=\"pair\">\n");
        portal("Left", portals.left());
        portal("Right", portals.right());
        html.raw("</div>\n");
        differences("The portals differ", "left", "right", portals.differences());
        differences("A portal is not as expected", "expected", "is", portals.unexpected());
        html.raw("</article>\n");
    }

    private void portal(String side, @Nullable List<String> devices) {
        html.raw("<figure><figcaption>" + side + "</figcaption><pre tabindex=\"0\">");
        if (devices == null) {
            html.text("nobody could look");
        } else {
            html.text(devices.isEmpty() ? "no device" : cut(String.join("\n", devices)));
        }
        html.raw("</pre></figure>\n");
    }

    private void differences(String title, String left, String right, List<Difference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        html.raw("<table class=\"differences\">").element("caption", title);
        html.raw("<thead><tr><th scope=\"col\">where</th>")
                .element("th scope=\"col\"", left)
                .element("th scope=\"col\"", right)
                .raw("</tr></thead><tbody>\n");
        differences.stream()
                .limit(DIFFERENCE_LIMIT)
                .map(redaction::apply)
                .forEach(difference -> html.raw("<tr><td><code>")
                        .text(difference.path())
                        .raw("</code></td><td><code>")
                        .text(cut(difference.left()))
                        .raw("</code></td><td><code>")
                        .text(cut(difference.right()))
                        .raw("</code></td></tr>\n"));
        if (differences.size() > DIFFERENCE_LIMIT) {
            html.raw("<tr><td colspan=\"3\">")
                    .text("and " + (differences.size() - DIFFERENCE_LIMIT) + " more")
                    .raw("</td></tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    private static String cut(String text) {
        return text.length() <= CHARACTER_LIMIT
                ? text
                : text.substring(0, CHARACTER_LIMIT) + "… " + (text.length() - CHARACTER_LIMIT) + " more characters";
    }
}
