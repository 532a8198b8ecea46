package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that callers reach: connections, protocols and limits. */
public final class Entrance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final Duration GRACE = Duration.ofSeconds(30);
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

    /**
     * The machine's resources.
     *
     * @param bodies the memory for bodies
     * @param starting is run before each thread starts
     */
    record Resources(ByteBudget bodies, Runnable starting) {}

    private final Listening listening;
    private final ReceiveDeadlines deadlines;
    private final Workers workers;

    /**
     * Prepares the server; it does not listen yet.
     *
     * @param certificate the certificate for TLS; null for a server without TLS
     * @param handler returns the current handler
     */
    public Entrance(
            GatewayConfig config,
            @Nullable CertificateWatch certificate,
            Supplier<Gen1Handler> handler,
            ByteBudget budget,
            GatewayMeters meters) {
        this(config, certificate, handler, new Resources(budget, () -> {}), meters);
    }

    Entrance(
            GatewayConfig config,
            @Nullable CertificateWatch certificate,
            Supplier<Gen1Handler> handler,
            Resources resources,
            GatewayMeters meters) {
        ByteBudget budget = resources.bodies();
        Limits limits = config.limits();
        Server server = new Server(new JettyThreads(resources.starting()));
        server.setStopTimeout(GRACE.toMillis());
        Callers callers = new Callers(config.proxies());
        AccessLog accessLog = new AccessLog(callers);
        server.setRequestLog((request, response) -> {
            meters.log(request, response);
            accessLog.log(request, response);
        });

        ServerConnector connector =
                new ServerConnector(server, protocols(http(limits), certificate).toArray(ConnectionFactory[]::new));
        connector.setIdleTimeout(limits.get(GatewaySettings.IDLE).toMillis());
        // Java's default is 50. Callers that reconnect at the same time, after a restart for example, would be reset.
        connector.setAcceptQueueSize(limits.get(GatewaySettings.CONNECTIONS));
        // Jetty's default would end an HTTP/2 connection whose requests wait for generation 2; see
        // ReceiveDeadlines.hurry.
        connector.setShutdownIdleTimeout(GRACE.toMillis());
        connector.addBean(new NetworkConnectionLimit(limits.get(GatewaySettings.CONNECTIONS), connector));
        this.deadlines = new ReceiveDeadlines(
                connector.getScheduler(), limits.get(GatewaySettings.HEAD_TIME), limits.get(GatewaySettings.BODY_TIME));
        connector.addBean(deadlines);
        server.addConnector(connector);

        if (limits.get(GatewaySettings.BODY) > budget.total()) {
            LOG.warn(
                    "bodies over {} bytes are refused, not only those over {}: the heap is too small for larger ones",
                    budget.total(),
                    limits.get(GatewaySettings.BODY));
        }
        UnreadAnswers unread = new UnreadAnswers(
                Math.min(limits.get(GatewaySettings.ANSWERS), ByteBudget.shareOfHeap()),
                limits.get(GatewaySettings.ANSWER_TIME),
                connector.getScheduler(),
                meters);
        Answers answers = new Answers(
                unread,
                new WrongKeys(limits.get(GatewaySettings.WRONG_KEYS), Ticker.systemTicker()),
                callers,
                connector.getScheduler(),
                meters);
        server.setErrorHandler(new Gen1ErrorHandler(handler, answers));
        this.workers = new Workers(limits.get(GatewaySettings.CONCURRENT_REQUESTS), resources.starting());
        Intake intake = new Intake(
                Math.toIntExact(Math.min(limits.get(GatewaySettings.BODY), budget.total())),
                budget,
                new Places(limits.get(GatewaySettings.CONNECTIONS)),
                deadlines);
        GracefulHandler graceful = new GracefulHandler(new Gen1Endpoint(handler, intake, workers, answers, meters));
        server.setHandler(graceful);
        this.listening = new Listening(server, connector, certificate, "gateway.listen");

        meters.gauge("kdp.gateway.requests.active", "Requests under way", graceful::getCurrentRequestCount);
        meters.gauge(
                "kdp.gateway.connections",
                "Connections of callers",
                () -> connector.getConnectedEndPoints().size());
        meters.gauge("kdp.gateway.body.bytes", "Bytes of bodies held in memory", budget::taken);
        meters.gauge("kdp.gateway.unread.bytes", "Bytes of answers that wait for their readers", unread::bytes);
        if (certificate != null) {
            meters.gauge(
                    "kdp.gateway.certificate.expiry.seconds",
                    "When the certificate ends, since 1970",
                    () -> certificate.expires().getEpochSecond());
        }
    }

    static HttpConfiguration http(Limits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(ANY_PATH);
        http.setRequestHeaderSize(limits.get(GatewaySettings.HEAD));
        // Jetty's default refuses host names that are not in the certificate. That check is the caller's, and
        // balancers, addresses and localhost are valid names as well.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    /** HTTP/1.1 and HTTP/2. TLS negotiates (ALPN); in clear text the client needs prior knowledge. */
    private static List<ConnectionFactory> protocols(HttpConfiguration http, @Nullable CertificateWatch certificate) {
        if (certificate == null) {
            return List.of(new HttpConnectionFactory(http), streams(new KnownHttp2(http)));
        }
        return secured(http, certificate);
    }

    /** HTTP/1.1 and HTTP/2 over TLS. */
    static List<ConnectionFactory> secured(HttpConfiguration http, CertificateWatch certificate) {
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return List.of(
                new SslConnectionFactory(certificate.factory(), alpn.getProtocol()),
                alpn,
                streams(new HTTP2ServerConnectionFactory(http)),
                http1);
    }

    private static ConnectionFactory streams(AbstractHTTP2ServerConnectionFactory http2) {
        http2.setMaxConcurrentStreams(STREAMS);
        return http2;
    }

    /**
     * Listens.
     *
     * @throws java.io.UncheckedIOException if it cannot listen there; the message names the address
     */
    public void start(HostAndPort address) {
        listening.start(address);
    }

    public URI url() {
        return listening.url();
    }

    /**
     * Reloads the certificate from its files.
     *
     * @param later an action to run after a delay, unless this is closed before
     */
    public void reload(Runnable later, Duration after) {
        var unused = listening.connector().getScheduler().schedule(later, after.toMillis(), TimeUnit.MILLISECONDS);
        listening.reload();
    }

    /** Refuses new requests, lets the running ones finish, and closes the connections. */
    @Override
    public void close() {
        deadlines.hurry();
        try {
            listening.close();
        } finally {
            workers.close();
        }
    }

    /**
     * HTTP/2 with prior knowledge only. A caller of HTTP/1.1 that offers an upgrade stays on HTTP/1.1: the upgrade is
     * obsolete (RFC 9113, section 3.1), and libraries of generation 1 callers send it by default.
     */
    private static final class KnownHttp2 extends HTTP2CServerConnectionFactory {
        KnownHttp2(HttpConfiguration http) {
            super(http);
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response101) {
            return HttpMethod.PRI.is(request.getMethod())
                    ? super.upgradeConnection(connector, endPoint, request, response101)
                    : null;
        }
    }
}
