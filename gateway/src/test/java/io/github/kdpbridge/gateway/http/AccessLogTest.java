package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.RawHttp2;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class AccessLogTest {
    /** A line is written after its answer, by another thread. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }

        ILoggingEvent next() throws InterruptedException {
            return events.poll(20, TimeUnit.SECONDS);
        }
    }

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final Logger access = (Logger) LoggerFactory.getLogger("io.github.kdpbridge.gateway.access");
    private final Logger client = (Logger) LoggerFactory.getLogger("io.github.kdpbridge.gen2client");
    private final Lines lines = new Lines();
    private final Lines clientLines = new Lines();
    private Gateway gateway;

    @BeforeEach
    void start() {
        access.setLevel(Level.INFO);
        access.setAdditive(false);
        lines.start();
        clientLines.start();
        access.addAppender(lines);
        client.addAppender(clientLines);
        gateway = Gateway.start(Calls.config(knox).build());
    }

    @AfterEach
    void stop() {
        gateway.close();
        access.detachAppender(lines);
        client.detachAppender(clientLines);
        access.setLevel(null);
        access.setAdditive(true);
    }

    private Response send(Request request, Protocol protocol) throws Exception {
        try (Response response = Calls.client(protocol).newCall(request).execute()) {
            return response;
        }
    }

    private String line() throws InterruptedException {
        return lines.next().getFormattedMessage().replaceFirst(" ms=\\d+ ", " ms=N ");
    }

    @Test
    void answeredRequest_isOneLineWithoutSecrets() throws Exception {
        Response response = send(
                Calls.upload(gateway.url(), Calls.BODY)
                        .newBuilder()
                        .url(gateway.url() + Calls.UPLOAD + "?password=hunter2")
                        .header("X-Request-Id", "erp-7.a_B")
                        .build(),
                Protocol.HTTP_1_1);

        assertThat(response.header("X-Request-Id")).isEqualTo("erp-7.a_B");
        assertThat(line())
                .isEqualTo("id=erp-7.a_B remote=127.0.0.1 method=PUT path=/bulkenroll/v1/reseller/devices "
                        + "version=HTTP/1.1 status=200 in=" + Calls.BODY.length()
                        + " out=80 ms=N operation=upload reseller=4680000925 transaction=244303");
    }

    @Test
    void requestThatGotNoAnswer_hasNoStatus() throws Exception {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/x");

        Callers callers = new Callers(Calls.config(knox).build().proxies());
        AccessLog.log(new Visit(request, "HTTP/1.1", null, callers), 0);

        assertThat(line()).contains(" remote=- method=GET path=/x version=HTTP/1.1 status=- in=0 out=0 ");
    }

    @Test
    void callerThatIsGoneAmidItsBody_gotNoAnswer() throws Exception {
        try (Socket socket = Calls.connect(gateway.url())) {
            String head = "PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: " + Calls.KEY
                    + "\r\nContent-Length: 500\r\nExpect: 100-continue\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.setSoLinger(true, 0);
        }

        assertThat(line()).contains(" version=HTTP/1.1 status=- in=0 out=0 ");
    }

    @Test
    void callerThatResetsItsStreamAmidItsBody_gotNoAnswer() throws Exception {
        try (RawHttp2 http = RawHttp2.connect(gateway.url(), 65_535)) {
            http.head(1, "PUT", Calls.UPLOAD, Calls.KEY, false);
            http.data(1, "{", false);
            http.reset(1);

            assertThat(line()).contains(" version=HTTP/2.0 status=- in=1 out=0 ");
        }
    }

    @Test
    void headThatCannotBeRead_isUnknown() throws Exception {
        send(
                Calls.upload(gateway.url(), Calls.BODY)
                        .newBuilder()
                        .header("X-Long", "x".repeat(9000))
                        .build(),
                Protocol.HTTP_1_1);

        assertThat(line()).contains(" remote=127.0.0.1 method=- path=- version=- status=431 in=0 ");
    }

    @Test
    void http2_isNamed() throws Exception {
        send(Calls.upload(gateway.url(), Calls.BODY), Protocol.H2_PRIOR_KNOWLEDGE);

        assertThat(line()).contains(" version=HTTP/2.0 status=200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\"b",
                "x\tstatus=200",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345"
            })
    void requestIdThatIsNotWellFormed_isReplaced(String given) throws Exception {
        Response response = send(
                Calls.request(gateway.url(), "/x").header("X-Request-Id", given).build(), Protocol.HTTP_1_1);

        String made = response.header("X-Request-Id");
        assertThat(made).matches("[0-9a-f]{16}");
        assertThat(line()).startsWith("id=" + made + " remote=");
    }

    @Test
    void whatACallerWrote_cannotForgeALineOrAField() throws Exception {
        String body = Calls.BODY.replace("244303", "1\\nstatus=200 x\\u0000é" + "y".repeat(300));

        send(Calls.upload(gateway.url(), body), Protocol.HTTP_1_1);

        assertThat(line()).endsWith(" transaction=1?status?200?x??" + "y".repeat(127 - 16) + "~");
    }

    @Test
    void requestThatTheServerRefuses_isALineToo() throws Exception {
        String answer = Calls.raw(gateway.url(), "GET /x HTTP/1.1\r\nHost: a b\r\n\r\n");

        assertThat(answer).contains("X-Request-Id: ");
        assertThat(line())
                .matches("id=[0-9a-f]{16} remote=127.0.0.1 .* status=400 .* operation=- reseller=- transaction=-");
    }

    @Test
    void deviceInAPath_isMasked() throws Exception {
        send(Calls.request(gateway.url(), "/devices/351800000000701").build(), Protocol.HTTP_1_1);

        assertThat(line()).contains(" path=/devices/***********0701 ");
    }

    @Test
    @ExpectedLog(".*; once more in [0-9]+ ms")
    void linesOfTheClient_carryTheRequestIdAndTheTraceId() throws Exception {
        knox.simulator().fault(Fault.dropBefore("/kcs/v1/rp/devices/status"));

        send(
                Calls.request(gateway.url(), Calls.UPLOAD + "/status?resellerId=4680000925&transactionId=244303")
                        .header("X-Request-Id", "erp-8")
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .build(),
                Protocol.HTTP_1_1);

        ILoggingEvent retry = clientLines.next();
        assertThat(retry.getFormattedMessage()).contains("once more in");
        assertThat(retry.getMDCPropertyMap()).containsEntry("requestId", "erp-8");
        assertThat(retry.getMDCPropertyMap()).containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c");
        ILoggingEvent answered = lines.next();
        assertThat(answered.getMDCPropertyMap()).isEmpty();
        assertThat(answered.getFormattedMessage()).endsWith(" trace=0af7651916cd43dd8448eb211c80319c");
    }
}
