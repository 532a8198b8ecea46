package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.RawHttp2;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers that stop in the middle, and the others on their connection. */
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class StalledCallersTest {
    private static final String CUSTOMERS = "/bulkenroll/v1/reseller/customers";
    private static final int LARGE = 1 << 20;

    private final HeldProgram program = new HeldProgram(new Page<>(
            List.of(new Customer(CustomerId.of("1200000321"), "x".repeat(LARGE), UnknownFields.none())), 1L, 0));

    @RegisterExtension
    final OpenEntrance entrance = new OpenEntrance(program);

    @AfterEach
    void stop() {
        program.letEnd(1000);
    }

    private static void ask(RawHttp2 http, int stream) throws IOException {
        http.head(stream, "POST", CUSTOMERS, "k", false);
        http.data(stream, "{\"resellerId\":\"4680000925\"}", true);
    }

    @Test
    void streamThatIsNotRead_doesNotStopAnother() throws Exception {
        URI url = entrance.start(Limits.standard());
        try (RawHttp2 http = RawHttp2.connect(url, 0)) {
            http.window(0, 4 * LARGE);
            ask(http, 1);
            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(1);
            ask(http, 3);
            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(3);
            http.window(3, 2 * LARGE);

            int read = 0;
            while (read < LARGE) {
                RawHttp2.Frame data = http.await(RawHttp2.DATA);
                assertThat(data.stream()).isEqualTo(3);
                read += data.content().size();
            }
        }
    }

    @Test
    void silenceInABody_endsIt() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.IDLE, Duration.ofMillis(300)));
        try (Socket socket = Calls.connect(url);
                RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            socket.getOutputStream()
                    .write(("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: k\r\n"
                                    + "Content-Length: 500\r\n\r\n{")
                            .getBytes(StandardCharsets.ISO_8859_1));
            http.head(1, "PUT", Calls.UPLOAD, "k", false);
            http.data(1, "{", false);

            assertThat(Calls.read(socket))
                    .startsWith("HTTP/1.1 408 ")
                    .endsWith("\"data\":\"the body did not arrive in time\"}");
            assertThat(http.await(RawHttp2.DATA).content().utf8()).contains("the body did not arrive in time");
        }
        assertThat(entrance.scrape()).contains("kdp_gateway_rejected_total{limit=\"body_time\"} 2.0");
    }

    /** No error (RFC 9113, section 8.1): a caller that is told of one may throw the answer away. */
    @Test
    void streamThatIsRefusedInItsBody_isResetWithoutAnError() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.BODY, 1000));
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            http.head(1, "PUT", Calls.UPLOAD, "k", false);
            http.data(1, " ".repeat(2000), false);

            assertThat(http.await(RawHttp2.DATA).content().utf8()).contains("the body is larger than 1000 bytes");
            assertThat(http.await(RawHttp2.RESET).content().hex()).isEqualTo("00000000");
        }
    }

    /** Of unknown size, so that it is refused when it has come. */
    private static RequestBody padded(int size) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return Calls.JSON;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeUtf8(Calls.BODY).writeUtf8(" ".repeat(size));
            }
        };
    }

    /** Their bytes count as read, or else the connection could take no more in the end. */
    @Test
    void bodiesThatAreRefused_leaveRoomForTheNext() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.BODY, 100_000));
        OkHttpClient http = Calls.client(Protocol.H2_PRIOR_KNOWLEDGE);
        for (int i = 0; i < 10; i++) {
            try (Response refused = http.newCall(Calls.request(url, Calls.UPLOAD)
                            .put(padded(1 << 18))
                            .build())
                    .execute()) {
                assertThat(refused.code()).isEqualTo(413);
            }
        }
        program.letEnd(1);
        try (Response taken = http.newCall(
                        Calls.request(url, Calls.UPLOAD).put(padded(90_000)).build())
                .execute()) {
            assertThat(taken.code()).isEqualTo(200);
        }
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
    }

    /** It ends what it has begun, and begins nothing more here. */
    @Test
    void stop_tellsCallersOfHttp2ToSendNoMore() throws Exception {
        URI url = entrance.start(Limits.standard());
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            http.head(1, "PUT", Calls.UPLOAD, "k", false);
            http.data(1, Calls.BODY, true);
            program.awaitBegun(1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(entrance::close);

            assertThat(http.await(RawHttp2.GO_AWAY).content().substring(0, 8).hex())
                    .isEqualTo("0000000100000000");
            program.letEnd(1);
            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(1);
            stopped.join();
        }
    }
}
