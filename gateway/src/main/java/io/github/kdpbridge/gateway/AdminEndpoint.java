package io.github.kdpbridge.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The operator's side: health and metrics. Nothing in it is secret, but it is not for callers. */
final class AdminEndpoint extends Handler.Abstract {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int THREADS = 8;

    private final Health health;
    private final GatewayMeters meters;

    private AdminEndpoint(Health health, GatewayMeters meters) {
        this.health = health;
        this.meters = meters;
    }

    /** Returns a server of its own, with its own threads: it answers however busy the callers keep theirs. */
    static Listening server(Health health, GatewayMeters meters) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("kdp-gateway-admin");
        Server server = new Server(threads);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(Entrance.http(Limits.standard())));
        server.addConnector(connector);
        server.setHandler(new AdminEndpoint(health, meters));
        return new Listening(server, connector, "http");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
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

    private static void send(int status, String type, String body, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
