package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.RawHttp2;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit, over HTTP/1.1 and over HTTP/2. */
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class LimitsTest {
    private static final byte[] GET = "GET /x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final Pattern CONNECTIONS = Pattern.compile("\nkdp_gateway_connections (\\d+)");
    private static final String BUSY =
            "{\"code\":5000000,\"message\":\"INTERNAL_SERVER_ERROR\",\"data\":\"%s; nothing was done: "
                    + "send it again later\"}";

    private final HeldProgram program = new HeldProgram();

    @RegisterExtension
    final OpenEntrance entrance = new OpenEntrance(program);

    @AfterEach
    void stop() {
        program.letEnd(1000);
    }

    private static CompletableFuture<Response> enqueue(Call call) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                answer.complete(response);
            }
        });
        return answer;
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
    void requestOnTop_isToldToComeBack_beforeItsBodyIsSent(Protocol protocol) throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.CONCURRENT_REQUESTS, 2));
        OkHttpClient http = Calls.client(protocol);
        CompletableFuture<Response> first = enqueue(http.newCall(Calls.upload(url, Calls.BODY)));
        CompletableFuture<Response> second = enqueue(http.newCall(Calls.upload(url, Calls.BODY)));
        program.awaitBegun(2);

        String announced = Calls.raw(
                url,
                "PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: k\r\nContent-Length: 500\r\n\r\n");
        try (Response third = http.newCall(Calls.upload(url, Calls.BODY)).execute()) {
            assertThat(third.code()).isEqualTo(503);
            assertThat(third.header("Retry-After")).isEqualTo("5");
            assertThat(third.body().string()).isEqualTo(BUSY.formatted("too many requests at once"));
        }

        assertThat(announced).startsWith("HTTP/1.1 503 ").endsWith(BUSY.formatted("too many requests at once"));
        program.letEnd(2);
        assertThat(first.get().code()).isEqualTo(200);
        assertThat(second.get().code()).isEqualTo(200);
        program.letEnd(1);
        try (Response next = http.newCall(Calls.upload(url, Calls.BODY)).execute()) {
            assertThat(next.code()).isEqualTo(200);
        }
        assertThat(entrance.scrape()).contains("kdp_gateway_rejected_total{limit=\"requests\"} 2.0");
    }

    /** All threads for connections would be among the waiting ones, if they waited. */
    @Test
    void hundredsOfWaitingRequests_leaveConnectionsServed() throws Exception {
        int waiting = 300;
        URI url = entrance.start(Limits.standard().with(GatewaySettings.CONCURRENT_REQUESTS, waiting));
        OkHttpClient http = Calls.client(Protocol.HTTP_1_1);
        http.dispatcher().setMaxRequests(waiting);
        http.dispatcher().setMaxRequestsPerHost(waiting);
        for (int i = 0; i < waiting; i++) {
            var unused = enqueue(http.newCall(Calls.upload(url, Calls.BODY)));
        }
        program.awaitBegun(waiting);

        assertThat(Calls.raw(url, "nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(Calls.raw(url, "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
    void bodiesTogetherOverTheMemory_areToldToComeBack(Protocol protocol) throws Exception {
        URI url = entrance.start(Limits.standard(), 1000);
        OkHttpClient http = Calls.client(protocol);
        String padded = Calls.BODY + " ".repeat(400);
        CompletableFuture<Response> running = enqueue(http.newCall(Calls.upload(url, padded)));
        program.awaitBegun(1);

        try (Response second = http.newCall(Calls.upload(url, padded)).execute()) {
            assertThat(second.code()).isEqualTo(503);
            assertThat(second.header("Retry-After")).isEqualTo("5");
            assertThat(second.body().string()).isEqualTo(BUSY.formatted("too many large requests at once"));
        }

        program.letEnd(2);
        assertThat(running.get().code()).isEqualTo(200);
        try (Response next = http.newCall(Calls.upload(url, padded)).execute()) {
            assertThat(next.code()).isEqualTo(200);
        }
        assertThat(entrance.scrape()).contains("kdp_gateway_body_bytes 0.0");
    }

    @Test
    void bodyOverTheMemoryByItself_isTooLarge() throws Exception {
        URI url = entrance.start(Limits.standard(), 1000);

        try (Response response = Calls.client(Protocol.HTTP_1_1)
                .newCall(Calls.upload(url, Calls.BODY + " ".repeat(1000)))
                .execute()) {
            assertThat(response.code()).isEqualTo(413);
            assertThat(response.body().string()).contains("\"data\":\"the body is larger than 1000 bytes\"");
        }
    }

    @Test
    void connectionsOverTheLimit_waitUntilOneEnds() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.CONNECTIONS, 2));
        Socket first = Calls.connect(url);
        try (Socket second = Calls.connect(url)) {
            assertThat(get(first)).startsWith("HTTP/1.1 404 ");
            assertThat(get(second)).startsWith("HTTP/1.1 404 ");
            try (Socket third = Calls.connect(url)) { // by the operating system, which keeps it in a queue
                third.getOutputStream().write(GET);
                third.setSoTimeout(300);
                assertThatThrownBy(() -> third.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

                first.close();

                third.setSoTimeout(20_000);
                assertThat(third.getInputStream().read()).isEqualTo('H');
            }
        }
    }

    /** Each one that ended let in as many as came at once. */
    @Test
    void manyConnectionsOverTheLimit_comeOneByOne() throws Exception {
        int most = 10;
        URI url = entrance.start(Limits.standard().with(GatewaySettings.CONNECTIONS, most));
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * most; i++) {
                callers.add(Calls.connect(url));
            }
            for (int i = 0; i < most; i++) {
                assertThat(get(callers.get(i))).startsWith("HTTP/1.1 404 ");
            }

            callers.get(0).close();

            assertThat(get(callers.get(most))).startsWith("HTTP/1.1 404 ");
            assertThat(connections()).isLessThanOrEqualTo(most + 1); // the closed one may be counted still
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }

    private int connections() {
        Matcher connections = CONNECTIONS.matcher(entrance.scrape());
        assertThat(connections.find()).isTrue();
        return Integer.parseInt(connections.group(1));
    }

    private static String get(Socket socket) throws IOException {
        socket.getOutputStream().write(GET);
        byte[] start = socket.getInputStream().readNBytes(13);
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    @Test
    void headOverTheLimit_isRefused() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.HEAD, 2048));

        assertThat(Calls.raw(url, "GET /x HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(4000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("{\"state\":\"Rejected\",\"code\":4000000,");
    }

    /** From a quarter over the limit, one head ended the connection, and with it the requests of others. */
    @ParameterizedTest
    @ValueSource(ints = {100, 3000, 7000, 24_000})
    void headFarOverTheLimitOverHttp2_isRefusedByItself_andOthersAreAnswered(int size) throws Exception {
        URI url = entrance.start(Limits.standard());
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            http.head(1, "PUT", Calls.UPLOAD, "k", false);
            http.data(1, Calls.BODY, true);
            http.head(3, "PUT", Calls.UPLOAD, "k", false);
            http.longHead(5, 8192 + size);
            http.data(5, "{}", true);

            RawHttp2.Frame refusal = http.await(RawHttp2.HEADERS);
            assertThat(refusal.stream()).isEqualTo(5);
            assertThat(refusal.content().utf8()).contains("431");

            http.data(3, Calls.BODY, true);
            program.letEnd(2);
            List<Integer> answered =
                    List.of(http.await(RawHttp2.HEADERS).stream(), http.await(RawHttp2.HEADERS).stream());
            assertThat(answered).containsExactlyInAnyOrder(1, 3);
        }
    }

    /** What is read of a head costs memory. The caller learns which of its requests were not begun. */
    @Test
    void headTooLongToBeReadOverHttp2_endsItsConnection_whenWhatIsUnderWayIsAnswered() throws Exception {
        URI url = entrance.start(Limits.standard());
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            http.head(1, "PUT", Calls.UPLOAD, "k", false);
            http.data(1, Calls.BODY, true);
            http.head(3, "PUT", Calls.UPLOAD, "k", false);
            http.data(3, "{", false);
            program.awaitBegun(1);
            http.longHead(5, 33_000);

            RawHttp2.Frame notBegun = http.await(RawHttp2.RESET);
            assertThat(notBegun.stream()).isEqualTo(3);
            assertThat(notBegun.content().hex()).isEqualTo("00000007"); // REFUSED_STREAM
            assertThat(http.await(RawHttp2.GO_AWAY).content().substring(0, 8).hex())
                    .isEqualTo("0000000300000001"); // the last one that was begun, PROTOCOL_ERROR
            program.letEnd(1);
            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(1);
            http.awaitEnd();
        }
    }

    @Test
    void headTooLongToBeReadOverHttp2_isToldIfNothingIsUnderWay() throws Exception {
        URI url = entrance.start(Limits.standard());
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            http.longHead(1, 33_000);

            assertThat(http.await(RawHttp2.GO_AWAY).content().substring(4, 8).hex())
                    .isEqualTo("00000001");
            http.awaitEnd();
        }
    }

    /** Sends the start of its body and nothing more, and reads the answer meanwhile. */
    private static final class EndlessBody extends RequestBody {
        @Override
        public MediaType contentType() {
            return Calls.JSON;
        }

        @Override
        public boolean isDuplex() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8("{").flush();
        }
    }

    @Test
    void bodyThatTakesTooLongOverHttp2_isGivenUp_andItsConnectionServesOthers() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.BODY_TIME, Duration.ofMillis(300)));
        OkHttpClient http = Calls.client(Protocol.H2_PRIOR_KNOWLEDGE);

        try (Response response = http.newCall(
                        Calls.request(url, Calls.UPLOAD).put(new EndlessBody()).build())
                .execute()) {
            assertThat(response.code()).isEqualTo(408);
            assertThat(response.body().string()).contains("\"data\":\"the body did not arrive in time\"");
        }
        program.letEnd(1);
        try (Response response = http.newCall(Calls.upload(url, Calls.BODY)).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
    }

    @Test
    void silentConnection_isClosed() throws Exception {
        URI url = entrance.start(Limits.standard()
                .with(GatewaySettings.IDLE, Duration.ofMillis(300))
                .with(GatewaySettings.HEAD_TIME, Duration.ofMinutes(5)));
        try (Socket socket = Calls.connect(url)) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    /** The preface of HTTP/2 and its settings, and then nothing: no request ever. */
    @Test
    void http2ConnectionWithoutARequest_isClosed() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.HEAD_TIME, Duration.ofMillis(300)));
        try (Socket socket = Calls.connect(url)) {
            socket.getOutputStream()
                    .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));

            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
    void slowService_isNeitherAnIdleConnectionNorASlowSender(Protocol protocol) throws Exception {
        Duration soon = Duration.ofMillis(200);
        URI url = entrance.start(Limits.standard()
                .with(GatewaySettings.IDLE, soon)
                .with(GatewaySettings.HEAD_TIME, soon)
                .with(GatewaySettings.BODY_TIME, soon));
        CompletableFuture<Response> running = enqueue(Calls.client(protocol).newCall(Calls.upload(url, Calls.BODY)));
        program.awaitBegun(1);
        CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS).execute(() -> program.letEnd(1));

        assertThat(running.get().code()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
    void stop_waitsForRunningRequests_longerThanForIdleConnections(Protocol protocol) throws Exception {
        URI url = entrance.start(Limits.standard());
        CompletableFuture<Response> running = enqueue(Calls.client(protocol).newCall(Calls.upload(url, Calls.BODY)));
        program.awaitBegun(1);
        CompletableFuture.delayedExecutor(1800, TimeUnit.MILLISECONDS).execute(() -> program.letEnd(1));

        entrance.close();

        assertThat(running.get().code()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
    void stop_closesIdleConnections(Protocol protocol) throws Exception {
        URI url = entrance.start(Limits.standard());
        OkHttpClient http = Calls.client(protocol);
        http.newCall(Calls.request(url, "/x").build()).execute().close();
        long start = System.nanoTime();

        entrance.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
