package io.github.kdpbridge.gateway.http;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for. Paths are compared as they were sent, so unusual ones are unknown; refused are those that a proxy,
 * or the old service, may read in another way.
 *
 * @param scheme the scheme of a whole URL; empty if there is none
 * @param authority the host and the port that the target names; null if it names none
 * @param path the path, from its first slash in a target that has one
 * @param query the query; null if there is none
 */
record Target(
        String scheme,
        @Nullable String authority,
        String path,
        @Nullable String query) {
    private static final String SEPARATOR = "://";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+");
    private static final CharMatcher AFTER_AUTHORITY = CharMatcher.anyOf("/?#");
    private static final CharMatcher LETTERS_AND_DIGITS =
            CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('A', 'Z')).or(CharMatcher.inRange('0', '9'));
    /** What a path has beside escapes (RFC 3986, section 3.3). */
    private static final CharMatcher PLAIN =
            LETTERS_AND_DIGITS.or(CharMatcher.anyOf("/-._~!$&'()*+,;=:@")).precomputed();

    private static final CharMatcher ESCAPED = PLAIN.or(CharMatcher.is('%')).precomputed();
    /** What no escape may stand for; the last one is what is not UTF-8. */
    private static final CharMatcher SUSPICIOUS = CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\\\ufffd"));

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]++\\]|[\\w.~!$&'()*+;=-]++)(?::0*+([1-9][0-9]{0,4}))?");
    private static final int LARGEST_PORT = 65_535;
    /** A well-formed one, which nearly all requests name: to look at it again takes 2 µs. */
    private static volatile String lastHost = "";

    /** Reads the target of a request. */
    static Target of(HttpRequest request) {
        String target = request.uri();
        if (request.method().equals(HttpMethod.CONNECT)) {
            return new Target("", target, "/", null);
        }
        if (request.method().equals(HttpMethod.OPTIONS) && target.equals("*")) {
            return new Target("", null, "/", null);
        }
        int scheme = target.startsWith("/") ? -1 : target.indexOf(SEPARATOR);
        if (scheme < 0 || !SCHEME.matcher(target.substring(0, scheme)).matches()) {
            return parts("", null, target);
        }
        int start = scheme + SEPARATOR.length();
        int found = AFTER_AUTHORITY.indexIn(target, start);
        int end = found < 0 ? target.length() : found;
        String rest = target.substring(end);
        return parts(
                target.substring(0, scheme).toLowerCase(Locale.ROOT),
                target.substring(start, end),
                rest.startsWith("/") ? rest : "/" + rest);
    }

    private static Target parts(String scheme, @Nullable String authority, String rest) {
        int query = rest.indexOf('?');
        return query < 0
                ? new Target(scheme, authority, rest, null)
                : new Target(scheme, authority, rest.substring(0, query), rest.substring(query + 1));
    }

    /**
     * Returns why it cannot be served; null if it can.
     *
     * @param host the Host that the request names, which is checked, too; null if it names none
     */
    @Nullable String fault(@Nullable String host) {
        if (host != null && !isHost(host)) {
            return "its Host is malformed";
        }
        if (authority != null && (!isHost(authority) || (host != null && !isSame(authority, host)))) {
            return "the host of its target is not its Host";
        }
        if (query != null && query.indexOf('#') >= 0) {
            return "its target has a fragment";
        }
        return isPath(path) ? null : "its path is malformed";
    }

    private static boolean isHost(String host) {
        if (host.equals(lastHost)) {
            return true;
        }
        Matcher matcher = HOST.matcher(host);
        boolean isHost =
                matcher.matches() && (matcher.group(2) == null || Integer.parseInt(matcher.group(2)) <= LARGEST_PORT);
        if (isHost) {
            lastHost = host;
        }
        return isHost;
    }

    private boolean isSame(String one, String other) {
        return one.equalsIgnoreCase(other) || withPort(one).equalsIgnoreCase(withPort(other));
    }

    private String withPort(String host) {
        Matcher matcher = HOST.matcher(host);
        boolean hasPort = !matcher.matches() || matcher.group(2) != null;
        return hasPort ? host : host + (scheme.equals("https") ? ":443" : ":80");
    }

    private static boolean isPath(String path) {
        if (!path.startsWith("/") || !ESCAPED.matchesAllOf(path)) {
            return false;
        }
        if (PLAIN.matchesAllOf(path)) {
            return !path.contains("..") || staysBelowTheRoot(path);
        }
        try {
            String text = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return SUSPICIOUS.matchesNoneOf(text) && staysBelowTheRoot(path);
        } catch (IllegalArgumentException e) { // an escape that is none
            return false;
        }
    }

    private static boolean staysBelowTheRoot(String path) {
        int depth = 0;
        for (String segment : Splitter.on('/').split(path.substring(1))) {
            int parameters = segment.indexOf(';');
            String name = (parameters < 0 ? segment : segment.substring(0, parameters))
                    .replace("%2e", ".")
                    .replace("%2E", ".");
            if (name.equals("..")) {
                depth--;
            } else if (!name.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return false;
            }
        }
        return true;
    }
}
