package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.RawHttp2;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key is judged before the body is read: what opens no account takes no memory. */
@ExpectedLog("bodies over 1000 bytes are refused, not only those over 67108864: the heap is too small for larger ones")
@ExpectedLog("This Gauge has been already registered .*")
class HeadFirstTest {
    private static final int MEMORY = 1000;
    private static final String PUT = "PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: ";
    private static final String INVALID_KEY =
            "{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}";

    private final HeldProgram program = new HeldProgram();
    private final GatewayMeters meters = new GatewayMeters();
    private final ByteBudget budget = new ByteBudget(MEMORY);
    private Entrance entrance;
    private URI url;

    @BeforeEach
    void start() {
        GatewayConfig config = GatewayConfig.builder()
                .account(Calls.KEY, program)
                .limits(Limits.standard()
                        .with(GatewaySettings.BODY_TIME, Duration.ofSeconds(60))
                        .with(GatewaySettings.IDLE, Duration.ofSeconds(60)))
                .build();
        Gen1Handler handler = Gen1Handler.builder().account(Calls.KEY, program).build();
        entrance = new Entrance(config, null, () -> handler, budget, meters);
        entrance.start(config.listen());
        url = entrance.url();
        program.letEnd(1000);
    }

    @AfterEach
    void stop() {
        entrance.close();
        meters.close();
    }

    private Socket begin(String key, String rest) throws IOException {
        Socket socket = Calls.connect(url);
        send(socket, PUT + key + "\r\nContent-Length: " + MEMORY + "\r\n" + rest + "\r\n");
        return socket;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void assertServed() throws IOException {
        try (Response response = Calls.client(Protocol.HTTP_1_1)
                .newCall(Calls.upload(url, Calls.BODY))
                .execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @Test
    void slowBodiesOfWrongKeys_takeNoMemoryFromRightOnes() throws Exception {
        try (Socket first = begin("wrong", "");
                Socket second = begin("wrong", "")) {
            send(first, " ".repeat(MEMORY - 1));
            send(second, " ".repeat(MEMORY - 1));

            assertServed();
            assertThat(budget.taken()).isZero();
            send(first, " ");
            assertThat(first.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 401");
        }
    }

    /** Whatever else is wrong: the key is complained of when the body is over. The connection serves the next request. */
    @Test
    void wrongKey_isToldWhenTheBodyIsOver_andItsConnectionGoesOn() throws Exception {
        try (Socket socket = begin("wrong", "")) {
            send(socket, "x".repeat(MEMORY));
            send(socket, PUT + "wrong too\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(Calls.read(socket)).containsSubsequence(INVALID_KEY, INVALID_KEY);
        }
        assertThat(meters.scrape()).contains("kdp_gateway_wrong_keys_total 2.0");
    }

    /** A caller that asks before it sends is spared the sending. */
    @Test
    void wrongKeyOfACallerThatAsksFirst_isToldAtOnce() throws Exception {
        try (Socket socket = begin("wrong", "Expect: 100-continue\r\n")) {
            assertThat(Calls.read(socket))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("Connection: close")
                    .endsWith(INVALID_KEY);
        }
    }

    @Test
    void callerThatAsksFirst_isToldToGoOn() throws Exception {
        try (Socket socket = begin(Calls.KEY, "Expect: 100-continue\r\n")) {
            assertThat(socket.getInputStream().readNBytes(25)).asString().isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        }
    }

    /** It would send what nobody reads. */
    @Test
    void callerWhoseBodyIsBrokenFromTheStart_isNotToldToGoOn() throws Exception {
        String asking = PUT + Calls.KEY + "\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(Calls.raw(url, asking + "no size\r\n")).startsWith("HTTP/1.1 400 ");
    }

    /** A caller that reads one answer would take it for that. */
    @Test
    void callerThatDoesNotWaitForAWord_getsNone() throws Exception {
        String asking = PUT + Calls.KEY + "\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ";

        assertThat(Calls.raw(url, asking + Calls.BODY.length() + "\r\n\r\n" + Calls.BODY))
                .startsWith("HTTP/1.1 200 ");
        assertThat(Calls.raw(url, asking + "0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void bodyWithoutAKeyForAWrongPath_takesNoMemory() throws Exception {
        try (Socket socket = Calls.connect(url)) {
            send(socket, "PUT /elsewhere HTTP/1.1\r\nHost: x\r\nContent-Length: " + MEMORY + "\r\n\r\n");
            send(socket, " ".repeat(MEMORY - 1));

            assertServed();
            assertThat(budget.taken()).isZero();
        }
    }

    /** Over HTTP/2 one connection has many requests: they are counted too. */
    @Test
    void moreRequestsUnderWayThanConnectionsAreAllowed_areToldToComeBack() throws Exception {
        entrance.close();
        GatewayConfig config = GatewayConfig.builder()
                .account(Calls.KEY, program)
                .limits(Limits.standard().with(GatewaySettings.CONNECTIONS, 2))
                .build();
        Gen1Handler handler = Gen1Handler.builder().account(Calls.KEY, program).build();
        entrance = new Entrance(config, null, () -> handler, budget, meters);
        entrance.start(config.listen());
        try (RawHttp2 http = RawHttp2.connect(entrance.url(), 65_535)) {
            http.head(1, "PUT", Calls.UPLOAD, Calls.KEY, false);
            http.head(3, "PUT", Calls.UPLOAD, Calls.KEY, false);
            http.head(5, "PUT", Calls.UPLOAD, Calls.KEY, false);

            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(5);
        }
        assertThat(meters.scrape()).contains("kdp_gateway_rejected_total{limit=\"requests\"} 1.0");
    }
}
