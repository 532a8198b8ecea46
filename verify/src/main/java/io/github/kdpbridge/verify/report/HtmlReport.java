package io.github.kdpbridge.verify.report;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.github.kdpbridge.verify.verdict.Evidence;
import io.github.kdpbridge.verify.verdict.Outcome;
import io.github.kdpbridge.verify.verdict.Verification;
import io.github.kdpbridge.verify.verdict.VolatileField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A verification as one self-contained HTML page: no network, and for reading no script either.
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
     * @param redaction removes secrets from the page
     * @param version of the program that writes it
     */
    public HtmlReport(Verification verification, Redaction redaction, String version) {
        this.verification = requireNonNull(verification);
        this.redaction = requireNonNull(redaction);
        this.version = requireNonNull(version);
    }

    public String page() {
        String script = resource("report.js");
        String hash = Base64.getEncoder()
                .encodeToString(Hashing.sha256()
                        .hashString(script, StandardCharsets.UTF_8)
                        .asBytes());
        Map<String, String> content = Map.of(
                "title", new Html(redaction::apply).escaped("kdp verify: " + verification.verdict()),
                "style", resource("report.css"),
                "script", script,
                "scriptHash", hash,
                "head", head(),
                "matrix", new MatrixHtml(verification, redaction).matrix(),
                "findings", new FindingHtml(verification, redaction).all());
        // One pass, so that inserted text is never expanded itself.
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(requireNonNull(content.get(place.group(1)))));
    }

    private String head() {
        Html html = new Html(redaction::apply);
        Outcome alike = verification.count(Outcome.UNEXPECTED) > 0 ? Outcome.UNEXPECTED : Outcome.SAME;
        Outcome outcome = verification.same() ? alike : Outcome.DIFFERENT;
        html.add("<h1>Does the right side answer as the left one does?</h1>\n");
        html.add(
                "<p id=\"verdict\" class=\"verdict %s\">%s%s<br><small>%s</small></p>\n",
                Marks.name(outcome), Marks.sign(outcome), headline(), verification.counts());
        verification
                .evidence()
                .explanation()
                .ifPresent(limit -> html.add("""
                        <p class="limit known">%s%s<br>For a proof against a real account: <code>%s</code> \
                        (docs/compatibility.md, “Against servers”)</p>
                        """, Marks.sign(Outcome.UNEXPECTED), limit, verification.proof()));
        html.add("<dl>\n");
        fact(html, "Left", verification.left());
        fact(html, "Right", verification.right());
        fact(html, "Started", TIME.format(verification.started()));
        fact(html, "Written by", version);
        html.add("</dl>\n");
        if (!verification.notes().isEmpty()) {
            html.add("<ul class=\"notes\">\n");
            verification.notes().forEach(note -> html.add("<li>%s</li>\n", note));
            html.add("</ul>\n");
        }
        html.add("""
                <details class="about"><summary>What is compared</summary>
                <p>Both sides get the same requests, first the left one, then the right one. Compared are the status, the \
                body by what it means (the order of an object&#39;s fields does not count, the order of a list does), and \
                the devices that the portals hold afterwards, where they can be seen. These fields do not count:</p>
                <ul>
                """);
        for (VolatileField field : VolatileField.values()) {
            html.add("<li><code>%s</code>: %s</li>\n", field.field(), field.reason());
        }
        return html.add("</ul></details>\n").toString();
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
                .orElseGet(() -> (simulated() ? "Both simulated sides" : "Both sides") + " give the same results"
                        + (unexpected == 0 ? "" : ", " + unexpected + " not as expected"));
    }

    private boolean anythingWasRun() {
        return verification.count(Outcome.NOT_RUN) < verification.findings().size();
    }

    private boolean simulated() {
        return verification.evidence().equals(Evidence.simulated());
    }

    private static void fact(Html html, String name, String value) {
        html.add("<div><dt>%s</dt>\n<dd>%s</dd>\n</div>\n", name, value);
    }

    private static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(HtmlReport.class, name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled " + name, e);
        }
    }
}
