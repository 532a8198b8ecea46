package io.github.kdpbridge.benchmarks.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proxy that loses or doubles something would be a wrong ceiling. */
@Tag("one-jdk")
@Timeout(60)
class ProxyTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer service;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/", this::echo);
        service.start();
        proxy = Proxy.start(
                URI.create("http://127.0.0.1:" + service.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        service.stop(0);
        threads.shutdownNow();
    }

    /** Answers with what was asked, and its body; what has no length is chunked. */
    private void echo(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress().getPort());
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Asked", exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getResponseHeaders()
                .set("Key", String.valueOf(exchange.getRequestHeaders().getFirst("Key")));
        boolean isChunked = "chunked".equals(exchange.getRequestHeaders().getFirst("Answer"));
        exchange.sendResponseHeaders(isChunked ? 200 : 201, isChunked ? 0 : body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(proxy.url().resolve(path)).timeout(Duration.ofSeconds(30));
    }

    @Test
    void requestAndAnswer_arePassedOn() throws Exception {
        HttpResponse<String> answer = http.send(
                to("/a?b=c%20d")
                        .header("Key", "k")
                        .PUT(BodyPublishers.ofString("body"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().allValues("Asked")).containsExactly("PUT /a?b=c%20d");
        assertThat(answer.headers().allValues("Key")).containsExactly("k");
        assertThat(answer.body()).isEqualTo("body");
    }

    @Test
    void largeBodies_arePassedOnWholly_andConnectionsAreUsedAgain() throws Exception {
        String large = "0123456789".repeat(300_000);
        for (String form : List.of("chunked", "sized", "chunked")) {
            HttpResponse<String> answer = http.send(
                    to("/").header("Answer", form)
                            .PUT(BodyPublishers.ofString(large))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body().equals(large)).as(form).isTrue();
        }
        assertThat(connections).hasSize(1);
    }

    @Test
    void requestsInOnePiece_areAnsweredInTheirOrder() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), proxy.url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                            GET /1 HTTP/1.1\r
                            Host: a\r
                            \r
                            PUT /2 HTTP/1.1\r
                            Host: a\r
                            Content-Length: 3\r
                            \r
                            abcGET /3 HTTP/1.1\r
                            Host: a\r
                            Connection: close\r
                            \r
                            """.getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.lines().filter(line -> line.startsWith("Asked") || line.contains("HTTP")))
                    .containsExactly(
                            "HTTP/1.1 201 Created",
                            "Asked: GET /1",
                            "HTTP/1.1 201 Created",
                            "Asked: PUT /2",
                            "abcHTTP/1.1 201 Created",
                            "Asked: GET /3");
        }
    }

    /** nginx answers an upload when it has read the head; wrk, which was still sending, then never sent another request. */
    @Test
    void answerBeforeTheEndOfItsRequest_waitsForIt_andConnectionsAreUsedAgain() throws Exception {
        byte[] body = new byte[16 << 20]; // more than sockets take without a reader
        try (ServerSocket early = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Proxy between = Proxy.start(URI.create("http://127.0.0.1:" + early.getLocalPort()));
                Socket caller = new Socket(
                        InetAddress.getLoopbackAddress(), between.url().getPort())) {
            early.setSoTimeout(30_000);
            caller.setSoTimeout(30_000);
            Future<?> served = threads.submit(() -> answerTwoEarly(early, body.length));
            for (int i = 0; i < 2; i++) {
                OutputStream out = caller.getOutputStream();
                out.write(("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                assertThat(new String(caller.getInputStream().readNBytes(ANSWER.length()), StandardCharsets.US_ASCII))
                        .isEqualToIgnoringCase(ANSWER);
            }
            served.get(30, TimeUnit.SECONDS);
        }
    }

    /** Answers two requests of one connection, each before it reads the body. */
    private static Void answerTwoEarly(ServerSocket service, int size) throws IOException {
        try (Socket connection = service.accept()) {
            connection.setSoTimeout(30_000);
            InputStream in = connection.getInputStream();
            for (int i = 0; i < 2; i++) {
                skipHead(in);
                connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                in.skipNBytes(size);
            }
        }
        return null;
    }

    private static void skipHead(InputStream in) throws IOException {
        for (int lastFour = 0; lastFour != END_OF_HEAD; ) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            lastFour = lastFour << Byte.SIZE | next;
        }
    }

    @Test
    void serviceThatIsGone_is502() throws Exception {
        service.stop(0);

        assertThat(http.send(to("/").build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(502);
    }
}
