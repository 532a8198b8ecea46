package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;

/** What the admin side speaks. */
final class AdminProtocols {
    /** The most concurrent requests of one HTTP/2 connection. */
    private static final int STREAMS = 128;
    /** Paths are compared in their raw form, so unusual ones are never ambiguous: they get 404. */
    private static final UriCompliance ANY_PATH = UriCompliance.RFC3986.with(
            "any path",
            Violation.AMBIGUOUS_EMPTY_SEGMENT,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.AMBIGUOUS_PATH_PARAMETER,
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.AMBIGUOUS_PATH_SEPARATOR);

    private AdminProtocols() {}

    static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(ANY_PATH);
        http.setRequestHeaderSize(Limits.standard().get(GatewaySettings.HEAD));
        // Jetty's default refuses host names that are not in the certificate. That check is the caller's, and
        // balancers, addresses and localhost are valid names as well.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    /** HTTP/1.1 and HTTP/2 over TLS. */
    static List<ConnectionFactory> secured(HttpConfiguration http, CertificateWatch certificate) {
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(STREAMS);
        return List.of(new SslConnectionFactory(certificate.factory(), alpn.getProtocol()), alpn, http2, http1);
    }
}
