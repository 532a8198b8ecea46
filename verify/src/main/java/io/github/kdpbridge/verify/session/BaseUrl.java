package io.github.kdpbridge.verify.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * The server that receives the requests, and its name in errors.
 *
 * @param url {@code scheme://host:port}, with an optional path, without a slash at the end
 * @param timeout how long an answer may take
 */
record BaseUrl(String url, Duration timeout) {
    /** Headers that the HTTP client sets itself. */
    private static final Set<String> CONNECTION_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    /** @throws IllegalArgumentException if the URL is not of this form */
    static BaseUrl of(URI base, Duration timeout) {
        HttpUrl url = base.getRawAuthority() == null ? null : HttpUrl.parse(base.toString());
        if (base.getRawUserInfo() != null
                || (url != null && !(url.username().isEmpty() && url.password().isEmpty()))) {
            throw new IllegalArgumentException("the base URL must not hold a user or a password");
        }
        if (url == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("the base URL must be http(s)://host:port[/prefix]: " + base);
        }
        return new BaseUrl(base.toString().replaceFirst("/+$", ""), timeout);
    }

    /** Returns whether the JDK's client accepts its host. */
    boolean isPlain() {
        return URI.create(url).getHost() != null;
    }

    static boolean isOfTheConnection(Header header) {
        return CONNECTION_HEADERS.contains(header.key());
    }

    ReplayException notCarried(SessionRequest request, IllegalArgumentException why) {
        return new ReplayException("not a request that HTTP can carry: " + what(request), why);
    }

    ReplayException unanswered(SessionRequest request, IOException why) {
        return new ReplayException(reason(request, why), why);
    }

    private String reason(SessionRequest request, IOException why) {
        if (why instanceof ConnectException || why instanceof UnknownHostException) {
            return "cannot connect to " + url + ": " + (isUnknownHost(why) ? "unknown host" : "connection refused");
        }
        if (why instanceof HttpTimeoutException || why instanceof InterruptedIOException) {
            return url + " did not answer " + what(request) + " within " + timeout.toSeconds() + " s";
        }
        return url + " closed the connection without a complete answer to " + what(request);
    }

    private static String what(SessionRequest request) {
        return request.method() + " " + request.target();
    }

    private static boolean isUnknownHost(Throwable e) {
        return e instanceof UnresolvedAddressException
                || e instanceof UnknownHostException
                || (e.getCause() != null && isUnknownHost(e.getCause()));
    }
}
