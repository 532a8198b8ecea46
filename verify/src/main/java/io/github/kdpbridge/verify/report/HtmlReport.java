package io.github.kdpbridge.verify.report;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.github.kdpbridge.verify.verdict.Evidence;
import io.github.kdpbridge.verify.verdict.Finding;
import io.github.kdpbridge.verify.verdict.Outcome;
import io.github.kdpbridge.verify.verdict.Verification;
import io.github.kdpbridge.verify.verdict.VolatileField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A verification as one HTML page that needs nothing else: no network, and for reading no script either.
 *
 * <p>Immutable.
 */
public final class HtmlReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final Verification verification;
    private final Redaction redaction;
    private final String version;

    /**
     * Prepares a page.
     *
     * @param verification what it is about
     * @param redaction takes out what it must not show
     * @param version of the program that wrote it
     */
    public HtmlReport(Verification verification, Redaction redaction, String version) {
        this.verification = requireNonNull(verification);
        this.redaction = requireNonNull(redaction);
        this.version = requireNonNull(version);
    }

    /** Returns the page. */
    public String page() {
        String script = resource("report.js");
        String hash = Base64.getEncoder()
                .encodeToString(Hashing.sha256()
                        .hashString(script, StandardCharsets.UTF_8)
                        .asBytes());
        Html title = new Html(redaction::apply).text("kdp verify: " + verification.verdict());
        Map<String, String> content = Map.of(
                "title", title.toString(),
                "style", resource("report.css"),
                "script", script,
                "scriptHash", hash,
                "head", head(),
                "matrix", new MatrixHtml(verification, redaction).matrix(),
                "findings", new FindingHtml(verification, redaction).all());
        // One pass: what a place is filled with is not looked at again.
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(requireNonNull(content.get(place.group(1)))));
    }

    private String head() {
        Html html = new Html(redaction::apply);
        boolean same = verification.same();
        Outcome alike = verification.count(Outcome.UNEXPECTED) > 0 ? Outcome.UNEXPECTED : Outcome.SAME;
        Outcome outcome = same ? alike : Outcome.DIFFERENT;
        html.element("h1", "Does the right side answer as the left one does?");
        html.raw("<p id=\"verdict\" class=\"verdict " + Marks.name(outcome) + "\">" + Marks.sign(outcome))
                .text(headline())
                .raw("<br><small>")
                .text(verification.counts())
                .raw("</small></p>\n");
        verification.evidence().explanation().ifPresent(explanation -> limit(html, explanation));
        html.raw("<dl>\n");
        fact(html, "Left", verification.left());
        fact(html, "Right", verification.right());
        fact(html, "Started", TIME.format(verification.started()));
        fact(html, "Written by", version);
        html.raw("</dl>\n");
        if (!verification.notes().isEmpty()) {
            html.raw("<ul class=\"notes\">\n");
            verification.notes().forEach(note -> html.element("li", note));
            html.raw("</ul>\n");
        }
        html.raw("<details class=\"about\"><summary>What is compared</summary>\n");
        html.element(
                "p",
                "Both sides get the same requests, first the left one, then the right one. Compared are the status, the"
                        + " body by what it means (the order of an object's fields does not count, the order of a list"
                        + " does), and the devices that the portals hold afterwards, where they can be seen. These"
                        + " fields do not count:");
        html.raw("<ul>\n");
        for (VolatileField field : VolatileField.values()) {
            html.raw("<li><code>")
                    .text(field.field())
                    .raw("</code>: ")
                    .text(field.reason())
                    .raw("</li>\n");
        }
        return html.raw("</ul></details>\n").toString();
    }

    /** Where a reader decides what to make of the verdict, there is what it does not show. */
    private void limit(Html html, String explanation) {
        html.raw("<p class=\"limit known\">" + Marks.sign(Outcome.UNEXPECTED))
                .text(explanation)
                .raw("<br>For a proof against a real account: <code>")
                .text(verification.proof())
                .raw("</code> (docs/compatibility.md, “Against servers”)</p>\n");
    }

    private String headline() {
        long different = verification.count(Outcome.DIFFERENT);
        if (different > 0) {
            return different + " of "
                    + verification.subject().counted(verification.findings().size())
                    + (different == 1 ? " differs" : " differ");
        }
        long unexpected = verification.count(Outcome.UNEXPECTED);
        return verification
                .nothingShown()
                .map(why -> Character.toUpperCase(why.charAt(0))
                        + why.substring(1)
                        + (anythingWasRun() ? ": equal refusals prove nothing" : ""))
                .orElseGet(() -> (simulated() ? "Both simulated sides" : "Both sides") + " come to the same"
                        + (unexpected == 0 ? "" : ", " + unexpected + " not as expected"));
    }

    private boolean anythingWasRun() {
        return verification.count(Outcome.NOT_RUN) < verification.findings().size();
    }

    private boolean simulated() {
        return verification.evidence().equals(Evidence.simulated());
    }

    private static void fact(Html html, String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
    }

    private static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(HtmlReport.class, name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled " + name, e);
        }
    }

    /** Returns all findings of one operation and one condition, in their order. */
    static List<Finding> cell(Verification verification, String operation, String condition) {
        return verification.findings().stream()
                .filter(finding -> finding.operation().equals(operation)
                        && finding.condition().equals(condition))
                .toList();
    }
}
