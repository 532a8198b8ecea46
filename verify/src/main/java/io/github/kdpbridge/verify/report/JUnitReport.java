package io.github.kdpbridge.verify.report;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.verdict.Finding;
import io.github.kdpbridge.verify.verdict.Outcome;
import io.github.kdpbridge.verify.verdict.Verification;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verification in JUnit's XML, for build servers: a test case a finding, failed if it differs, skipped if it was not
 * run.
 *
 * <p>Immutable.
 */
public final class JUnitReport {
    private static final String NOT_XML = "[^\\x09\\x0A\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    private final Verification verification;
    private final Redaction redaction;

    /**
     * Prepares a file.
     *
     * @param redaction removes secrets from the file
     */
    public JUnitReport(Verification verification, Redaction redaction) {
        this.verification = requireNonNull(verification);
        this.redaction = requireNonNull(redaction);
    }

    public String xml() {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory cannot be written", e);
        }
        return out.toString();
    }

    private void suite(XMLStreamWriter xml) throws XMLStreamException {
        // A verification that proves nothing fails too, because a build server shows green when nothing fails.
        int whole = verification.nothingShown().isPresent() ? 1 : 0;
        xml.writeStartElement("testsuite");
        // In the name, because few readers of a build server look further.
        String limit = verification.evidence().limit().map(text -> ", " + text).orElse("");
        attribute(xml, "name", "kdp verify" + limit);
        attribute(xml, "tests", Integer.toString(verification.findings().size() + whole));
        attribute(xml, "failures", Long.toString(verification.count(Outcome.DIFFERENT) + whole));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", Long.toString(verification.count(Outcome.NOT_RUN)));
        attribute(
                xml,
                "timestamp",
                verification.started().truncatedTo(ChronoUnit.SECONDS).toString());
        properties(xml);
        for (Finding finding : verification.findings()) {
            testCase(xml, finding);
        }
        if (whole > 0) {
            start(xml, "testcase", "classname", "kdp verify");
            attribute(xml, "name", "something is shown");
            start(xml, "failure", "message", verification.nothingShown().orElseThrow());
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void properties(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("properties");
        property(xml, "verdict", verification.verdict());
        property(xml, "left", verification.left());
        property(xml, "right", verification.right());
        if (verification.evidence().explanation().isPresent()) {
            property(xml, "limit", verification.evidence().explanation().get());
            property(xml, "proof against a real account", verification.proof());
        }
        for (String note : verification.notes()) {
            property(xml, "note", note);
        }
        xml.writeEndElement();
    }

    private void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private void testCase(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
        start(xml, "testcase", "classname", finding.operation());
        attribute(xml, "name", finding.name());
        if (finding.outcome() == Outcome.DIFFERENT) {
            start(xml, "failure", "message", "left and right differ");
            xml.writeCharacters(clean(String.join("\n", differences(finding))));
            xml.writeEndElement();
        } else if (finding.outcome() == Outcome.NOT_RUN) {
            start(xml, "skipped", "message", String.valueOf(finding.note()));
            xml.writeEndElement();
        } else if (finding.outcome() != Outcome.SAME) {
            xml.writeStartElement("system-out");
            String note = finding.note() == null ? "" : ": " + finding.note();
            xml.writeCharacters(clean(finding.outcome().words() + note));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private List<String> differences(Finding finding) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < finding.steps().size(); i++) {
            for (Difference difference : finding.steps().get(i).differences()) {
                lines.add("step " + (i + 1) + " " + redaction.apply(difference));
            }
        }
        finding.portal()
                .differences()
                .forEach(difference -> lines.add(redaction.apply(difference).toString()));
        return lines;
    }

    private void start(XMLStreamWriter xml, String element, String name, String value) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, name, value);
    }

    private void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private String clean(String text) {
        return redaction.apply(text).replaceAll(NOT_XML, "?");
    }
}
