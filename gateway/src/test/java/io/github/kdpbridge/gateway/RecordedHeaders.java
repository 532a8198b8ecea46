package io.github.kdpbridge.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A server in front of another one, which notes what arrives of traces. */
public final class RecordedHeaders implements AutoCloseable {
    private final OkHttpClient http = Calls.client(Protocol.HTTP_1_1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final URI behind;

    private record Arrived(String path, String trace, String body) {}

    public RecordedHeaders(URI behind) throws IOException {
        this.behind = behind;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns {@code traceparent} and {@code tracestate} of each request for a path, in their order. */
    public List<String> of(String path) {
        return arrived.stream()
                .filter(request -> request.path().equals(path))
                .map(Arrived::trace)
                .toList();
    }

    /** Returns the same by the bodies of the requests. */
    public Map<String, String> bodiesOf(String path) {
        return arrived.stream()
                .filter(request -> request.path().equals(path))
                .collect(Collectors.toMap(Arrived::body, Arrived::trace));
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String trace = exchange.getRequestHeaders().getFirst("traceparent") + " "
                + exchange.getRequestHeaders().getFirst("tracestate");
        arrived.add(new Arrived(exchange.getRequestURI().getPath(), trace, new String(body, StandardCharsets.UTF_8)));
        String method = exchange.getRequestMethod();
        Request.Builder request = new Request.Builder()
                .url(behind.resolve(exchange.getRequestURI()).toString())
                .method(method, method.equals("GET") ? null : RequestBody.create(body, (MediaType) null));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        try (Response response = http.newCall(request.build()).execute()) {
            byte[] answer = response.body().bytes();
            response.headers().forEach(header -> {
                if (!header.getFirst().equalsIgnoreCase("Content-Length")) {
                    exchange.getResponseHeaders().add(header.getFirst(), header.getSecond());
                }
            });
            exchange.sendResponseHeaders(response.code(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } finally {
            exchange.close(); // without an answer, if there is none
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
