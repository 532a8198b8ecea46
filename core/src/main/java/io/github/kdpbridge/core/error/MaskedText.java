package io.github.kdpbridge.core.error;

import java.util.regex.Pattern;

/** Texts for logs and messages: what the service says of a device names the device. */
public final class MaskedText {
    /** All but the last four characters of an IMEI or a MEID, hexadecimal or decimal. */
    private static final Pattern IDENTIFIER = Pattern.compile("(?<!\\w)[0-9A-Fa-f]{10,14}(?=[0-9A-Fa-f]{4}(?!\\w))");

    private MaskedText() {}

    /** Returns a text in which everything that looks like an IMEI or a MEID shows its last four characters. */
    public static String of(String text) {
        return IDENTIFIER
                .matcher(text)
                .replaceAll(found -> "*".repeat(found.group().length()));
    }
}
