package io.github.kdpbridge.benchmarks.translator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;

/**
 * Uploads and statuses of generation 1 on generation 2, as somebody would write it in an afternoon: what the JDK has,
 * and Jackson. A token that never expires, no repeats, no limits, no errors of generation 1, no memory of what it did.
 */
public final class Translator {
    private static final String KEY = "made-up-key";
    private static final String TOKEN = "made-up-token";

    private final ObjectMapper json = new ObjectMapper();
    // Without the version, it would ask for HTTP/2 with each request.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String service;

    private Translator(String service) {
        this.service = service;
    }

    /**
     * Serves until the process is ended.
     *
     * @param args the base URL of generation 2
     * @throws IOException if no port is free
     */
    public static void main(String[] args) throws IOException {
        // Without the first, some answers take 40 ms, and without the second, connections on top of 200 are closed
        // whenever they are idle. Both are found in the first hour, so they do not count against it here.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        server.setExecutor(Executors.newFixedThreadPool(64));
        server.createContext("/bulkenroll/v1/reseller/devices", new Translator(args[0])::handle);
        server.start();
        System.out.println(
                "translator ready at http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-WSM-API-TOKEN"))) {
                answer(exchange, 401, json.createObjectNode().put("code", 4012250));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                upload(exchange);
            } else {
                status(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void upload(HttpExchange exchange) throws IOException, InterruptedException {
        ObjectNode body = (ObjectNode) json.readTree(exchange.getRequestBody());
        JsonNode devices = body.remove("devices");
        body.set("type", devices.path("type"));
        body.set("devices", devices.path("list"));
        HttpResponse<byte[]> response = http.send(
                request("/devices/upload")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                        .build(),
                BodyHandlers.ofByteArray());
        ObjectNode receipt = (ObjectNode) json.readTree(response.body());
        receipt.put("code", receipt.path("code").asInt());
        answer(exchange, response.statusCode(), receipt);
    }

    private void status(HttpExchange exchange) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                request("/devices/status?" + exchange.getRequestURI().getRawQuery())
                        .build(),
                BodyHandlers.ofByteArray());
        ObjectNode transaction = (ObjectNode) json.readTree(response.body());
        ObjectNode page =
                json.createObjectNode().put("totalCount", 1).put("totalPage", 1).put("pageNum", 0);
        page.putArray("transactions").add(transaction);
        for (JsonNode device : transaction.path("devices")) {
            if (device.has("code")) {
                ((ObjectNode) device).put("code", device.path("code").asInt());
            }
        }
        answer(exchange, response.statusCode(), page);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service + path)).header("Authorization", "Bearer " + TOKEN);
    }

    private void answer(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
