package io.github.kdpbridge.gateway.http;

import com.google.common.base.CharMatcher;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What a request line asks for: a path and a query, or a whole URL. */
final class Target {
    private static final String SEPARATOR = "://";
    private static final CharMatcher HEX =
            CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'f')).or(CharMatcher.inRange('A', 'F'));
    private static final CharMatcher SCHEME = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("+-."))
            .precomputed();
    private static final CharMatcher AFTER_AUTHORITY = CharMatcher.anyOf("/?#");

    private Target() {}

    /** Returns where the authority of a whole URL begins; -1 if the target is none. */
    private static int afterScheme(String target) {
        int scheme = target.indexOf(SEPARATOR);
        return scheme <= 0 || !SCHEME.matchesAllOf(target.substring(0, scheme)) ? -1 : scheme + SEPARATOR.length();
    }

    /** Returns the name and the port that the target names; null if it names none. */
    static @Nullable String authority(HttpRequest head) {
        String target = head.uri();
        if (head.method().equals(HttpMethod.CONNECT)) {
            return target;
        }
        int start = afterScheme(target);
        if (start < 0) {
            return null;
        }
        int end = AFTER_AUTHORITY.indexIn(target, start);
        return target.substring(start, end < 0 ? target.length() : end);
    }

    /** Returns the path and the query of a target, as they were sent. */
    static String afterAuthority(String target) {
        int start = afterScheme(target);
        if (start < 0) {
            return target;
        }
        int end = AFTER_AUTHORITY.indexIn(target, start);
        if (end < 0) {
            return "/";
        }
        return target.charAt(end) == '/' ? target.substring(end) : "/" + target.substring(end);
    }

    /** Returns whether it is a path from its first slash, with whole escapes. */
    static boolean isPath(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            if (at + 2 >= path.length() || !HEX.matches(path.charAt(at + 1)) || !HEX.matches(path.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }
}
