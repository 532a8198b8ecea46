package io.github.kdpbridge.core.error;

import com.google.common.base.Ascii;
import java.util.regex.Pattern;

/** Masks device identifiers in texts for logs and messages, because the service's texts may name a device. */
public final class MaskedText {
    /** All but the last four characters of an IMEI or a MEID, hexadecimal or decimal. */
    private static final Pattern IDENTIFIER = Pattern.compile("(?<!\\w)[0-9A-Fa-f]{10,14}(?=[0-9A-Fa-f]{4}(?!\\w))");

    private MaskedText() {}

    /**
     * Returns the beginning of such a text. It is masked first: half an identifier at the end does not look like one.
     *
     * @param most the most characters, of which the last one is "…" if there are more
     */
    public static String beginning(String text, int most) {
        return Ascii.truncate(of(text), most, "…");
    }

    /** Returns a text with all but the last four characters masked in everything that looks like an IMEI or a MEID. */
    public static String of(String text) {
        return IDENTIFIER
                .matcher(text)
                .replaceAll(found -> "*".repeat(found.group().length()));
    }
}
