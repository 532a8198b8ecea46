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
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import okhttp3.Protocol;
import okhttp3.Response;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a stream of HTTP/2 ends, what its request took is given back. */
@ExpectedLog("bodies over 1048576 bytes are refused, .*: the heap is too small for larger ones")
class StreamsTest {
    private static final ByteString REFUSED = ByteString.of((byte) 0, (byte) 0, (byte) 0, (byte) 7);

    private static final int ACKNOWLEDGEMENT = 1;

    private final HeldProgram program = new HeldProgram();
    private final GatewayMeters meters = new GatewayMeters();
    private final ByteBudget budget = new ByteBudget(1 << 20);
    private Entrance entrance;

    private URI start(Limits limits) {
        GatewayConfig config = GatewayConfig.builder()
                .account(Calls.KEY, program)
                .limits(limits)
                .build();
        Gen1Handler handler = Gen1Handler.builder().account(Calls.KEY, program).build();
        entrance = new Entrance(config, null, () -> handler, budget, meters);
        entrance.start(config.listen());
        return entrance.url();
    }

    @AfterEach
    void stop() {
        program.letEnd(1000);
        entrance.close();
        meters.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Calls.KEY, "wrong"})
    void streamsResetInTheMiddleOfTheirBodies_untilTheConnectionIsClosed_leaveNothingTaken(String key)
            throws Exception {
        URI url = start(Limits.standard());
        for (int connection = 0; connection < 5; connection++) {
            resetMany(url, key);
        }

        awaitGauge("kdp_gateway_connections 0.0");
        awaitGauge("kdp_gateway_body_bytes 0.0");
        awaitGauge("kdp_gateway_requests_active 0.0");
        program.letEnd(1);
        try (Response next = Calls.client(Protocol.HTTP_1_1)
                .newCall(Calls.upload(url, Calls.BODY))
                .execute()) {
            assertThat(next.code()).isEqualTo(200);
        }
        long start = System.nanoTime();
        entrance.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    /** A connection that resets too much is ended. */
    private static void resetMany(URI url, String key) throws IOException {
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            for (int stream = 1; stream < 2000; stream += 2) {
                http.head(stream, "PUT", Calls.UPLOAD, key, false);
                http.data(stream, "{\"transactionId\":" + " ".repeat(500), false);
                http.reset(stream);
            }
            http.awaitEnd();
        } catch (SocketException e) {
            // It was closed while there was more to send.
        }
    }

    @Test
    void connectionThatIsCutInTheMiddleOfItsBodies_leavesNothingTaken() throws Exception {
        URI url = start(Limits.standard());
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            for (int stream = 1; stream < 100; stream += 2) {
                http.head(stream, "PUT", Calls.UPLOAD, Calls.KEY, false);
                http.data(stream, "{\"transactionId\":" + " ".repeat(500), false);
            }
            awaitGauge("kdp_gateway_requests_active 50.0");
        }

        awaitGauge("kdp_gateway_requests_active 0.0");
        awaitGauge("kdp_gateway_body_bytes 0.0");
    }

    /**
     * A caller that does not know yet how many it may have begins all at once, with their bodies. Those of refused streams
     * ended the connection, and with it the uploads that it may have.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void streamsOverTheLimit_areRefusedWithTheirBodies_andTheOthersServed(boolean acknowledged) throws Exception {
        int most = 128;
        int refused = 500;
        program.letEnd(1);
        try (RawHttp2 http = RawHttp2.connect(start(Limits.standard()), 65_535)) {
            if (acknowledged) {
                var unused = http.await(RawHttp2.SETTINGS);
                http.frame(RawHttp2.SETTINGS, ACKNOWLEDGEMENT, 0, new byte[0]);
            }
            for (int i = 0; i < most + refused; i++) {
                http.head(2 * i + 1, "PUT", Calls.UPLOAD, Calls.KEY, false);
                if (i >= most) {
                    http.data(2 * i + 1, "{", false);
                    http.data(2 * i + 1, "}", true);
                }
            }
            http.reset(2 * (most + refused) - 1);
            for (int i = most; i < most + refused; i++) {
                RawHttp2.Frame reset = http.await(RawHttp2.RESET);
                assertThat(reset.stream()).isEqualTo(2 * i + 1);
                assertThat(reset.content()).isEqualTo(REFUSED);
            }

            http.data(1, Calls.BODY, true);
            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(1);
        }
    }

    /** What was on its way when the answer was written was counted as mistakes of the caller, and ended the connection. */
    @Test
    void bodyThatGoesOnAfterItsRefusal_isIgnored_andTheNextRequestServed() throws Exception {
        URI url = start(Limits.standard().with(GatewaySettings.BODY, 1000));
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            http.head(1, "PUT", Calls.UPLOAD, Calls.KEY, false);
            for (int i = 0; i < 1500; i++) {
                http.data(1, " ".repeat(100), false);
            }
            http.head(3, "GET", "/x", Calls.KEY, true);

            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(1);
            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(3);
        }
    }

    private void awaitGauge(String line) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!meters.scrape().contains(line + "\n")) {
            assertThat(System.nanoTime())
                    .as(() -> line + " in " + meters.scrape())
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
