package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers that ask and do not read. */
@ExpectedLog(
        "bodies over 1048576 bytes are refused, not only those over 67108864: the heap is too small for larger ones")
class UnreadAnswersTest {
    /** Larger than the buffers of both sockets together. */
    private static final int LARGE = 16 << 20;

    private static final String CUSTOMERS = "/bulkenroll/v1/reseller/customers";
    private static final String BODY = "{\"resellerId\":\"4680000925\"}";

    private final DeploymentProgram program = new HeldProgram(new Page<>(
            List.of(new Customer(CustomerId.of("1200000321"), "x".repeat(LARGE), UnknownFields.none())), 1L, 0));

    @RegisterExtension
    final OpenEntrance entrance = new OpenEntrance(program);

    private void awaitMeter(String line) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!entrance.scrape().contains(line + "\n")) {
            assertThat(System.nanoTime())
                    .as(() -> line + " in " + entrance.scrape())
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Waits until so many answers are unread; each is a few bytes longer than the name in it. */
    private void awaitUnread(int answers) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Pattern meter = Pattern.compile("(?m)^kdp_gateway_unread_bytes (\\S+)$");
        double unread = -1;
        while (unread < (double) answers * LARGE || unread >= (answers + 1.0) * LARGE) {
            assertThat(System.nanoTime()).as("%s bytes unread", unread).isLessThan(end);
            Matcher matcher = meter.matcher(entrance.scrape());
            unread = matcher.find() ? Double.parseDouble(matcher.group(1)) : -1;
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write(("POST " + CUSTOMERS + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: k\r\nContent-Length: "
                                + BODY.length() + "\r\n\r\n" + BODY)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void ask(RawHttp2 http, int stream) throws IOException {
        http.head(stream, "POST", CUSTOMERS, "k", false);
        http.data(stream, BODY, true);
    }

    @Test
    void http2AnswerThatNobodyReads_isGivenUpWithItsStream_andTheConnectionGoesOn() throws Exception {
        URI url = entrance.start(Limits.standard()
                .with(GatewaySettings.ANSWER_TIME, Duration.ofMillis(300))
                .with(GatewaySettings.IDLE, Duration.ofSeconds(60)));
        try (RawHttp2 http = RawHttp2.connect(url, 0)) {
            ask(http, 1);

            assertThat(http.await(RawHttp2.RESET).stream()).isEqualTo(1);
            ask(http, 3);
            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(3);
        }
        awaitMeter("kdp_gateway_requests_active 0.0");
        awaitMeter("kdp_gateway_unread_bytes 0.0");
        awaitMeter("kdp_gateway_rejected_total{limit=\"answer_time\"} 1.0");
    }

    @Test
    void http1AnswerThatNobodyReads_isGivenUpWithItsConnection() throws Exception {
        URI url = entrance.start(Limits.standard()
                .with(GatewaySettings.ANSWER_TIME, Duration.ofMillis(300))
                .with(GatewaySettings.IDLE, Duration.ofSeconds(60)));
        try (Socket socket = Calls.connect(url)) {
            ask(socket);

            awaitMeter("kdp_gateway_rejected_total{limit=\"answer_time\"} 1.0");
            awaitMeter("kdp_gateway_connections 0.0");
        }
        awaitMeter("kdp_gateway_requests_active 0.0");
        awaitMeter("kdp_gateway_unread_bytes 0.0");
    }

    @Test
    void unreadAnswersOverTheirMemory_costTheSlowestReaderHisAnswer() throws Exception {
        URI url = entrance.start(Limits.standard()
                .with(GatewaySettings.ANSWERS, 5 * LARGE / 2)
                .with(GatewaySettings.IDLE, Duration.ofSeconds(60)));
        try (RawHttp2 slowest = RawHttp2.connect(url, 0);
                RawHttp2 slow = RawHttp2.connect(url, 0);
                RawHttp2 third = RawHttp2.connect(url, 0)) {
            ask(slowest, 1);
            slowest.await(RawHttp2.HEADERS);
            ask(slow, 1);
            slow.await(RawHttp2.HEADERS);
            awaitUnread(2);
            ask(third, 1);

            assertThat(slowest.await(RawHttp2.RESET).stream()).isEqualTo(1);
            awaitUnread(2);
            awaitMeter("kdp_gateway_rejected_total{limit=\"answers\"} 1.0");
            try (Response reader = Calls.client(Protocol.HTTP_1_1)
                    .newCall(Calls.request(url, CUSTOMERS)
                            .post(RequestBody.create(BODY, Calls.JSON))
                            .build())
                    .execute()) {
                assertThat(reader.body().bytes()).hasSizeGreaterThan(LARGE);
            }
        }
        awaitMeter("kdp_gateway_requests_active 0.0");
    }
}
