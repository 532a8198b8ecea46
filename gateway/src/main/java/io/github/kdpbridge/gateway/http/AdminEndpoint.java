package io.github.kdpbridge.gateway.http;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.Health;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Health and metrics for operators: nothing of them is secret, but they are not for callers. The migration is for operators
 * with a token.
 */
public final class AdminEndpoint extends Handler.Abstract {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int THREADS = 8;

    private final Health health;
    private final GatewayMeters meters;
    private final Set<String> hosts;
    private final ServerConnector connector;
    private final OperatorSide operators;

    private AdminEndpoint(
            Health health, GatewayMeters meters, Set<String> hosts, ServerConnector connector, OperatorSide operators) {
        this.health = health;
        this.meters = meters;
        this.hosts = hosts;
        this.connector = connector;
        this.operators = operators;
    }

    /**
     * Returns the admin server. It has its own threads, so it answers however busy the callers' server is.
     *
     * @param config has the accepted host names, the certificate and the operators
     * @param migration the migration, for the operators that the configuration names
     */
    public static Listening server(
            Health health, GatewayMeters meters, GatewayConfig config, OperatorSide.Parts migration) {
        CertificateWatch certificate =
                config.adminTls().map(CertificateWatch::new).orElse(null);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("kdp-gateway-admin");
        threads.setReservedThreads(0);
        Server server = new Server(threads);
        HttpConfiguration http = AdminProtocols.http();
        List<ConnectionFactory> protocols = certificate == null
                ? List.of(new HttpConnectionFactory(http))
                : AdminProtocols.secured(http, certificate);
        // An acceptor pauses while the process has no file left; a selector that accepts would try again and again.
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols.toArray(new ConnectionFactory[0]));
        if (certificate != null) {
            meters.gauge(
                    "kdp.gateway.admin.certificate.expiry.seconds",
                    "When the certificate of the admin side ends, since 1970",
                    () -> certificate.expires().getEpochSecond());
        }
        server.addConnector(connector);
        OperatorSide operators = new OperatorSide(config, migration, new AdminThreads(connector.getScheduler()));
        server.setErrorHandler(plainErrors());
        server.setHandler(new AdminEndpoint(health, meters, config.adminHosts(), connector, operators));
        return new Listening(server, connector, certificate, "gateway.admin.listen");
    }

    /** What Jetty refuses itself, such as a request that is no HTTP, has an answer in text like all others here. */
    private static ErrorHandler plainErrors() {
        ErrorHandler errors = new ErrorHandler();
        errors.setDefaultResponseMimeType(MimeTypes.Type.TEXT_PLAIN.asString());
        errors.setShowStacks(false);
        errors.setShowCauses(false);
        return errors;
    }

    @Override
    protected void doStop() throws Exception {
        operators.close(); // before the server waits for the ends of their requests
        super.doStop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String host = Request.getServerName(request);
        if (!isOwnName(host)) {
            String text = "not known by this name; ask for the address, or add the name to gateway.admin.hosts\n";
            send(HttpStatus.MISDIRECTED_REQUEST_421, TEXT, text, response, callback);
            return true;
        }
        if (operators.handle(request, response, callback)) {
            return true;
        }
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            send(HttpStatus.METHOD_NOT_ALLOWED_405, TEXT, "only GET and HEAD are allowed here\n", response, callback);
            return true;
        }
        switch (request.getHttpURI().getPath()) {
            case "/health/live" -> send(HttpStatus.OK_200, JSON, "{\"live\":true}", response, callback);
            case "/health/ready" ->
                send(
                        health.ready() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                        JSON,
                        health.json(),
                        response,
                        callback);
            case "/metrics" -> send(HttpStatus.OK_200, PROMETHEUS, meters.scrape(), response, callback);
            default ->
                send(
                        HttpStatus.NOT_FOUND_404,
                        TEXT,
                        "no such path; here are /health/live, /health/ready and /metrics\n",
                        response,
                        callback);
        }
        return true;
    }

    /**
     * Protects against DNS rebinding: a web page in an operator's browser can point its own host name at this address
     * and read the answers. It cannot do so with addresses or with this machine's own names.
     */
    private boolean isOwnName(@Nullable String host) {
        if (host == null) {
            return true;
        }
        String name = CharMatcher.is('.').trimTrailingFrom(host);
        return InetAddresses.isUriInetAddress(name)
                || name.equalsIgnoreCase("localhost")
                || name.equalsIgnoreCase(connector.getHost())
                || hosts.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static void send(int status, String type, String body, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
