package io.github.kdpbridge.core.error;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import java.util.regex.Pattern;

/** Masks device identifiers in texts for logs and messages, because the service's texts may name a device. */
public final class MaskedText {
    /** All but the last four characters of an IMEI or a MEID, hexadecimal or decimal. */
    private static final Pattern IDENTIFIER = Pattern.compile("(?<!\\w)[0-9A-Fa-f]{10,14}(?=[0-9A-Fa-f]{4}(?!\\w))");

    private static final int SHORTEST = 14;
    private static final CharMatcher HEX =
            CharMatcher.inRange('0', '9').or(CharMatcher.inRange('A', 'F')).or(CharMatcher.inRange('a', 'f'));

    private MaskedText() {}

    /**
     * Returns the beginning of such a text. It is masked first: half an identifier at the end does not look like one.
     *
     * @param most the most characters, of which the last one is "…" if there are more
     */
    public static String beginning(String text, int most) {
        return Ascii.truncate(of(text), most, "…");
    }

    /** Most texts have too few digits in a row for an identifier, and to count them is cheaper than to search. */
    private static boolean mayHaveOne(String text) {
        int row = 0;
        for (int i = 0; i < text.length() && row < SHORTEST; i++) {
            row = HEX.matches(text.charAt(i)) ? row + 1 : 0;
        }
        return row >= SHORTEST;
    }

    /** Returns a text with all but the last four characters masked in everything that looks like an IMEI or a MEID. */
    public static String of(String text) {
        if (!mayHaveOne(text)) {
            return text;
        }
        return IDENTIFIER
                .matcher(text)
                .replaceAll(found -> "*".repeat(found.group().length()));
    }
}
