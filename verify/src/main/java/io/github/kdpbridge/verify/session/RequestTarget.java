package io.github.kdpbridge.verify.session;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The path and the query of a URL, read as browsers read it: invalid characters are escaped and not refused, because
 * the recorded request was sent that way.
 */
final class RequestTarget {
    private static final Pattern HTTP = Pattern.compile("(?i)https?://[^/].*");
    private static final String ANY_HOST = "http://host";

    private RequestTarget() {}

    /** Returns the target of an absolute URL; empty if it is not an HTTP URL. */
    static Optional<String> of(String url) {
        return Optional.of(url)
                .filter(text -> HTTP.matcher(text).matches())
                .map(HttpUrl::parse)
                .map(HttpUrl::uri)
                .map(RequestTarget::target);
    }

    /** Returns the target for a path with an optional query; empty if it is malformed. */
    static Optional<String> ofPath(String path) {
        return Optional.of(path).filter(text -> text.startsWith("/")).flatMap(text -> of(ANY_HOST + text));
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
