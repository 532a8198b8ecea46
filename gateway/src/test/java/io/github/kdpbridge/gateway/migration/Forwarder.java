package io.github.kdpbridge.gateway.migration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A balancer: it sends each PUT on to one server, and the answer back. */
final class Forwarder implements AutoCloseable {
    private final HttpServer server;
    private final OkHttpClient http = new OkHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile URI destination = URI.create("http://127.0.0.1:1");

    private Forwarder(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    static Forwarder start() throws IOException {
        return new Forwarder(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void forwardTo(URI url) {
        destination = url;
    }

    private void forward(HttpExchange exchange) throws IOException {
        Request.Builder request = new Request.Builder().url(destination.toString() + exchange.getRequestURI());
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        request.removeHeader("Host").removeHeader("Content-Length");
        byte[] body = exchange.getRequestBody().readAllBytes();
        request.put(RequestBody.create(body, MediaType.get("application/json")));
        try (Response response = http.newCall(request.build()).execute()) {
            byte[] answer = response.body().bytes();
            exchange.sendResponseHeaders(response.code(), answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
