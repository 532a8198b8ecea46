package io.github.kdpbridge.recipes;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What generation 1 looks like in a text (documented): its hosts, its paths and the header of the static key. */
final class Gen1Traces {
    private static final Pattern URL =
            Pattern.compile("(?i)https?://(?:eu|us)-be-reseller\\.samsungknox\\.com(?::443)?(?=[/?#\"'<\\s]|$)");
    private static final Pattern HOST = Pattern.compile("(?i)\\b(?:eu|us)-be-reseller\\.samsungknox\\.com\\b");
    private static final Pattern PATH = Pattern.compile("\\bbulkenroll\\b");
    private static final String HEADER = "x-wsm-api-token";

    private Gen1Traces() {}

    /** Returns the kind of the first trace in a text: host, path or header; null if there is none. */
    static @Nullable String kind(String text) {
        if (HOST.matcher(text).find()) {
            return "host";
        }
        if (PATH.matcher(text).find()) {
            return "path";
        }
        return text.toLowerCase(Locale.ROOT).contains(HEADER) ? "header" : null;
    }

    /** Returns a text with another service in place of that of generation 1; paths stay. */
    static String at(String gateway, String text) {
        return URL.matcher(text).replaceAll(Matcher.quoteReplacement(gateway));
    }
}
