package io.github.kdpbridge.gateway.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Where a form was sent from. A cookie with SameSite=Strict is no proof: a browser sends it along from another port of the
 * same host.
 */
final class FormOrigin {
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String SAME_ORIGIN = "same-origin";
    private static final String HTTPS = "https://";
    private static final String HTTP = "http://";

    private FormOrigin() {}

    /** Returns why a form was not sent from the page itself, in one line; empty if it was. */
    static Optional<String> refusal(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null) {
            return Optional.of("the form does not say where it comes from (no Origin); send it from the page itself");
        }
        String site = request.getHeaders().get(FETCH_SITE);
        return isOwn(origin, request) && (site == null || site.equals(SAME_ORIGIN))
                ? Optional.empty()
                : Optional.of("the form comes from another site; send it from the page itself");
    }

    /** In front of a gateway without TLS there can be a proxy with TLS, which passes on the name that was asked for. */
    private static boolean isOwn(String origin, Request request) {
        String host = request.getHttpURI().getAuthority(); // of HTTP/2, whose requests have no Host, too
        return host != null
                && (origin.equalsIgnoreCase(HTTPS + host)
                        || (!request.isSecure() && origin.equalsIgnoreCase(HTTP + host)));
    }
}
