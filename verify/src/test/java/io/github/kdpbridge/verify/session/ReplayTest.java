package io.github.kdpbridge.verify.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayTest {
    private record Received(String method, String uri, String key, String type, String body) {}

    private record Planned(int status, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Planned> planned = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void request_isSentOnceAsItStandsInTheFile() {
        planned.add(new Planned(200, "{\"state\":\"Progress\",\"ü\":1}"));
        SessionRequest request = request("""
                PUT http://elsewhere:1/devices?a=%26
                Content-Type: application/json
                Content-Length: 999
                X-WSM-API-TOKEN: key

                {"ü":1}
                """);

        Exchange exchange = Replay.to(URI.create(base + "/prefix/")).send(request);

        assertThat(received)
                .containsExactly(new Received("PUT", "/prefix/devices?a=%26", "key", "application/json", "{\"ü\":1}"));
        assertThat(exchange.request()).isEqualTo(request);
        assertThat(exchange.sent()).isEqualTo(1);
        assertThat(exchange.settled()).isTrue();
        assertThat(exchange.answer().status()).isEqualTo(200);
        assertThat(exchange.answer().body()).isEqualTo("{\"state\":\"Progress\",\"ü\":1}");
        assertThat(exchange.answer().headers()).contains(new Header("x-answer", "1"));
        assertThat(exchange.answer().elapsed()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"302", "401", "408", "503"})
    void answerThatInvitesAnotherRequest_isTakenAsItIs(int status) {
        planned.add(new Planned(status, "no"));

        Exchange exchange = replay().send(request("GET /"));

        assertThat(exchange.answer().status()).isEqualTo(status);
        assertThat(received).hasSize(1);
    }

    @Test
    void requestWithUntil_isRepeatedWithGrowingPauses() {
        for (int i = 0; i < 8; i++) {
            planned.add(new Planned(200, "Progress"));
        }
        planned.add(new Planned(200, "all Complete now"));

        Exchange exchange = replay().send(request("# @until Complete\nGET /status"));

        assertThat(exchange.sent()).isEqualTo(9);
        assertThat(exchange.settled()).isTrue();
        assertThat(exchange.answer().body()).isEqualTo("all Complete now");
        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 150L, 225L, 337L, 506L, 759L, 1000L, 1000L);
        assertThat(received).hasSize(9);
    }

    @Test
    void requestWithUntil_isNotRepeatedAfterARefusal() {
        planned.add(new Planned(404, "nothing here"));

        Exchange exchange = replay().send(request("# @until Complete\nGET /status"));

        assertThat(exchange.sent()).isEqualTo(1);
        assertThat(exchange.settled()).isTrue();
    }

    @Test
    void requestWithUntil_endsAfterTenSeconds() {
        Exchange exchange = replay().send(request("# @until Complete\nGET /status"));

        assertThat(exchange.settled()).isFalse();
        assertThat(exchange.answer().body()).isEqualTo("Progress");
        assertThat(exchange.sent()).isEqualTo(received.size()).isEqualTo(14);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void interruptedPause_endsTheReplayAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Replay.sleep(Duration.ofHours(1)))
                .isInstanceOf(ReplayException.class)
                .hasMessage("interrupted between two requests");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptedRequest_endsTheReplayAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> replay().send(request("GET /")))
                .isInstanceOf(ReplayException.class)
                .hasMessage("interrupted while waiting for " + base);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nobodyListening_isReportedInOneLine() {
        server.stop(0);

        assertThatThrownBy(() -> replay().send(request("GET /")))
                .isInstanceOf(ReplayException.class)
                .hasMessage("cannot connect to " + base + ": connection refused");
    }

    @Test
    void unknownHost_isReportedInOneLine() {
        assertThatThrownBy(
                        () -> Replay.to(URI.create("http://nowhere.invalid:1")).send(request("GET /")))
                .isInstanceOf(ReplayException.class)
                .hasMessage("cannot connect to http://nowhere.invalid:1: unknown host");
    }

    @Test
    void writeWhoseConnectionIsClosed_isReportedAndNotTriedAgain() throws IOException, InterruptedException {
        AtomicLong connections = new AtomicLong();
        Thread closing;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closing = new Thread(() -> closeEachConnection(socket, connections));
            closing.start();
            String target = "http://127.0.0.1:" + socket.getLocalPort();

            assertThatThrownBy(() -> Replay.to(URI.create(target)).send(request("PUT /a\n\n{}")))
                    .isInstanceOf(ReplayException.class)
                    .hasMessage(target + " closed the connection without a complete answer to PUT /a");
        }
        closing.join();
        assertThat(connections).hasValue(1);
    }

    @Test
    void serverThatNeverAnswers_isGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String target = "http://127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() ->
                            new HttpPeer(BaseUrl.of(URI.create(target), Duration.ofMillis(1))).send(request("GET /a")))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageMatching(".* did not answer GET /a within 0 s|cannot connect to .*");
        }
    }

    @Test
    void requestThatHttpCannotCarry_isReportedWithoutItsHeaders() {
        SessionRequest request = new SessionRequest(
                "x", 1, "GET", "/a", List.of(new Header("X-WSM-API-TOKEN", "s3\ncret")), null, null, List.of());

        assertThatThrownBy(() -> replay().send(request))
                .isInstanceOf(ReplayException.class)
                .hasMessage("not a request that HTTP can carry: GET /a");
    }

    /** Container networks have such names, and the JDK's client takes none of them. */
    @Test
    void hostWithAnUnderscore_isSentTheSameRequestOnce() {
        planned.add(new Planned(503, "later"));
        SessionRequest request = request("PUT /a?b=1%7C2\nX-WSM-API-TOKEN: k\nContent-Type: text/x\nHost: other\n\n{}");
        BaseUrl gateway = BaseUrl.of(URI.create(base.replace("127.0.0.1", "kdp_gateway")), Duration.ofMinutes(1));

        Answer answer = new LenientHttpPeer(gateway, name -> List.of(InetAddress.getLoopbackAddress())).send(request);

        assertThat(received).containsExactly(new Received("PUT", "/a?b=1%7C2", "k", "text/x", "{}"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("later");
        assertThat(answer.headers()).contains(new Header("Retry-After", "0"), new Header("Location", "/elsewhere"));
    }

    @Test
    void unknownHostWithAnUnderscore_isReportedInOneLine() {
        assertThatThrownBy(
                        () -> Replay.to(URI.create("http://no_where.invalid:1")).send(request("GET /")))
                .isInstanceOf(ReplayException.class)
                .hasMessage("cannot connect to http://no_where.invalid:1: unknown host");
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:s3cret@my_host, the base URL must not hold a user or a password",
        "ftp://host, the base URL must be http(s)://host:port[/prefix]: ftp://host",
        "host:80, the base URL must be http(s)://host:port[/prefix]: host:80",
        "/path, the base URL must be http(s)://host:port[/prefix]: /path",
        "http:///path, the base URL must be http(s)://host:port[/prefix]: http:///path",
        "http://host?q, the base URL must be http(s)://host:port[/prefix]: http://host?q",
        "http://host#f, the base URL must be http(s)://host:port[/prefix]: http://host#f",
        "http://me:s3cret@host, the base URL must not hold a user or a password",
    })
    void wrongBase_isRefused(URI wrong, String message) {
        assertThatThrownBy(() -> Replay.to(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private Replay replay() {
        return new Replay(Peer.at(URI.create(base)), nanoTime::get, duration -> {
            pauses.add(duration);
            nanoTime.addAndGet(duration.toNanos());
        });
    }

    private static SessionRequest request(String text) {
        return HttpFile.parse(text, "test").requests().get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-WSM-API-TOKEN")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            Planned answer = planned.isEmpty() ? new Planned(200, "Progress") : planned.remove();
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.getResponseHeaders().add("X-Answer", "1");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void closeEachConnection(ServerSocket socket, AtomicLong connections) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connections.incrementAndGet();
                connection.getInputStream().read();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
