package io.github.kdpbridge.recipes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What generation 1 looks like in a text (documented): its hosts, its paths and the header of the static key. */
final class Gen1Traces {
    private static final Pattern URL = Pattern.compile(
            "(?i)https?://(?:eu|us)-be-reseller\\.samsungknox\\.com(?::443(?!\\d))?+(?![\\w:@%-]|\\.\\w)");
    /** A host, or the part of one that code puts together with a region or a domain. */
    private static final Pattern HOST = Pattern.compile("(?i)(?:\\b(?:eu|us)-be-reseller(?:\\.samsungknox\\.com)?"
            + "|-?be-reseller\\.samsungknox\\.com)(?![\\w-]|\\.\\w)");

    private static final Pattern PATH = Pattern.compile("\\bbulkenroll\\b");
    private static final Pattern HEADER = Pattern.compile("(?i)x-wsm-api-token");

    /** Its kind is host, path or header; its text has nothing of what stands around it, such as a key. */
    record Trace(String kind, String text) {}

    private Gen1Traces() {}

    /** Returns the first trace in a text; null if there is none. */
    static @Nullable Trace find(String text) {
        Trace host = find("host", HOST, text);
        Trace path = host == null ? find("path", PATH, text) : host;
        return path == null ? find("header", HEADER, text) : path;
    }

    /** Returns whether a text has a host of generation 1, or a part of one. */
    static boolean hasHost(String text) {
        return HOST.matcher(text).find();
    }

    private static @Nullable Trace find(String kind, Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? new Trace(kind, found.group()) : null;
    }

    /** Returns how many base URLs of generation 1 a text has. */
    static long urls(String text) {
        return URL.matcher(text).results().count();
    }

    /** Returns a text with another service in place of that of generation 1; paths stay. */
    static String at(String gateway, String text) {
        return URL.matcher(text).replaceAll(Matcher.quoteReplacement(gateway));
    }
}
