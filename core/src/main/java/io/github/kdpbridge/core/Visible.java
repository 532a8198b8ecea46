package io.github.kdpbridge.core;

import java.util.regex.Pattern;

/** Makes foreign text safe to show on a terminal, in a log or on a page. Safe for use by many threads. */
public final class Visible {
    /** Control characters, formats such as the order of writing, ends of lines and paragraphs, and unpaired surrogates. */
    private static final String INVISIBLE = "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}";

    private static final Pattern ANY = Pattern.compile("[" + INVISIBLE + "]");
    private static final Pattern NO_LINE_FEED = Pattern.compile("[" + INVISIBLE + "&&[^\n]]");

    private Visible() {}

    /** Returns one line: each invisible character that steers what is shown becomes a question mark. */
    public static String line(String text) {
        return ANY.matcher(text).replaceAll("?");
    }

    /** Does the same, but keeps line feeds. */
    public static String lines(String text) {
        return NO_LINE_FEED.matcher(text).replaceAll("?");
    }
}
