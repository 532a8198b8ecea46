package io.github.kdpbridge.verify.report;

import com.google.common.html.HtmlEscapers;
import java.util.function.UnaryOperator;

/** Writes HTML. Every text goes through the redaction and is escaped; only literals of the program are written as they are. */
final class Html {
    private static final String UNPRINTABLE = "[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\n\\t]]";

    private final StringBuilder out = new StringBuilder();
    private final UnaryOperator<String> redaction;

    Html(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

    /** Writes a literal. */
    Html raw(String literal) {
        out.append(literal);
        return this;
    }

    /** Writes a text from anywhere. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** Writes an element with nothing but a text in it. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name.split(" ", 2)[0] + ">\n");
    }

    /** A text as it may stand in an element or in a quoted attribute; what cannot be seen is a question mark. */
    String escaped(String text) {
        return HtmlEscapers.htmlEscaper().escape(redaction.apply(text).replaceAll(UNPRINTABLE, "?"));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
