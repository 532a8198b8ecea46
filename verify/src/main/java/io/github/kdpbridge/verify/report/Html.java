package io.github.kdpbridge.verify.report;

import com.google.common.html.HtmlEscapers;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Writes HTML. Every text is redacted and escaped; literals of the program are not. */
final class Html {
    private static final String UNPRINTABLE = "[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\n\\t]]";

    private final StringBuilder out = new StringBuilder();
    private final UnaryOperator<String> redaction;

    Html(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

    /** HTML of the program's own. */
    record Literal(String html) {}

    /** Writes a literal in which each {@code %s} is a text, or another literal. */
    Html add(String literal, Object... values) {
        Object[] shown = Arrays.stream(values)
                .map(value -> value instanceof Literal own ? own.html() : escaped(String.valueOf(value)))
                .toArray();
        out.append(shown.length == 0 ? literal : String.format(literal, shown));
        return this;
    }

    /** Returns a text for an element or a quoted attribute; invisible characters become question marks. */
    String escaped(String text) {
        return HtmlEscapers.htmlEscaper().escape(redaction.apply(text).replaceAll(UNPRINTABLE, "?"));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
