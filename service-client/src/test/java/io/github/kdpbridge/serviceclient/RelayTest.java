package io.github.kdpbridge.serviceclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates and the transport serve a client of any service: here one that passes each answer on as it came. */
class RelayTest {
    private static final Call READ = new Call(Operation.STATUS, "7");
    private static final Call WRITE = new Call(Operation.UPLOAD, "7");
    /** No text in any encoding. */
    private static final ByteString BYTES = ByteString.decodeHex("00ff7b0d0afe80");

    private final MockWebServer server = new MockWebServer();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ClientListener listener = new ClientListener() {
        @Override
        public void call(Call call, @Nullable KdpException failure, Duration took) {
            events.add(call + (failure == null ? " succeeded" : " failed with HTTP " + failure.httpStatus()));
        }

        @Override
        public void retry(Call call, KdpException failure, Duration pause) {
            events.add(call + " again after HTTP " + failure.httpStatus());
        }

        @Override
        public void breaker(String state) {
            events.add(state);
        }
    };

    private @Nullable Relay relay;

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        if (relay != null) {
            relay.close();
        }
        server.close();
    }

    private Relay relay(Consumer<Resilience.Builder> more) {
        Resilience.Builder settings = Resilience.builder()
                .firstPause(Duration.ofMillis(1))
                .attempts(3)
                .patience(Duration.ofHours(1));
        more.accept(settings);
        relay = new Relay(settings.build(), listener);
        return relay;
    }

    private Request.Builder request() {
        return new Request.Builder().url(server.url("/bulkenroll"));
    }

    private Request read() {
        return request().build();
    }

    private Request write() {
        return request().put(RequestBody.create(BYTES, null)).build();
    }

    private static RawAnswer answer(Relay relay, Call call, Request request) {
        return Waiting.on(call.toString(), call.operation().isWrite(), () -> relay.send(call, request));
    }

    private static <E extends KdpException> E failure(Class<E> type, Relay relay, Call call, Request request) {
        return catchThrowableOfType(type, () -> answer(relay, call, request));
    }

    private static MockResponse status(int status) {
        return new MockResponse.Builder()
                .code(status)
                .body("{\"reason\":\"no\"}")
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 302, 400, 401, 404, 408, 413, 422, 429, 500, 503})
    void everyAnswer_isPassedOnAsItCame(int status) throws Exception {
        Headers headers = Headers.of(
                "x-first",
                "1",
                "Set-Cookie",
                "a=b",
                "retry-after",
                "7",
                "X-Kdp-Retry-After",
                "8",
                "X-Text",
                "two  words",
                "Set-Cookie",
                "c=d",
                "content-type",
                "text/plain;charset=latin1",
                "Location",
                "/elsewhere",
                "Content-Length",
                "7");
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .body(new Buffer().write(BYTES))
                    .headers(headers)
                    .build());
        }
        Relay relay = relay(settings -> settings.attempts(1));

        RawAnswer read = answer(relay, READ, read());
        RawAnswer written = answer(relay, WRITE, write());

        assertThat(List.of(read, written)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).isEqualTo(headers);
            assertThat(answer.body()).isEqualTo(BYTES);
        });
        assertThat(server.getRequestCount()).isEqualTo(2);
        server.takeRequest();
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getBody()).isEqualTo(BYTES);
    }

    private static Buffer compressed(String text) throws IOException {
        Buffer body = new Buffer();
        try (BufferedSink zip = Okio.buffer(new GzipSink(body))) {
            zip.writeUtf8(text);
        }
        return body;
    }

    @Test
    void compressedAnswer_isPassedOnCompressed() throws Exception {
        Buffer body = compressed("text");
        ByteString bytes = body.snapshot();
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(body)
                .build());

        RawAnswer answer = answer(
                relay(settings -> {}),
                READ,
                request().header("Accept-Encoding", "gzip;q=0.5").build());

        assertThat(answer.headers().get("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.headers().get("Content-Length")).isEqualTo(Integer.toString(bytes.size()));
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(server.takeRequest().getHeaders().get("Accept-Encoding")).isEqualTo("gzip;q=0.5");
    }

    /** OkHttp would ask for compression by itself, and then drop the headers that tell the length. */
    @Test
    void callerThatKnowsNoCompression_getsNone() throws Exception {
        server.enqueue(new MockResponse.Builder().body("text").build());

        RawAnswer answer = answer(relay(settings -> {}), READ, read());

        assertThat(server.takeRequest().getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(answer.headers().get("Content-Length")).isEqualTo("4");
    }

    @Test
    void failedRead_isRepeated() {
        server.enqueue(status(503));
        server.enqueue(status(429));
        server.enqueue(status(200));

        RawAnswer answer = answer(relay(settings -> {}), READ, read());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(events)
                .containsExactly(
                        "status 7 again after HTTP 503", "status 7 again after HTTP 429", "status 7 succeeded");
    }

    @Test
    void lastFailureOfARead_isPassedOn() {
        server.enqueue(status(500));
        server.enqueue(status(502));
        server.enqueue(new MockResponse.Builder().code(504).body("<html>").build());

        RawAnswer answer = answer(relay(settings -> {}), READ, read());

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body().utf8()).isEqualTo("<html>");
        assertThat(events)
                .containsExactly(
                        "status 7 again after HTTP 500",
                        "status 7 again after HTTP 502",
                        "status 7 failed with HTTP 504");
    }

    @Test
    void refusedRead_isNotRepeated() {
        server.enqueue(status(404));

        assertThat(answer(relay(settings -> {}), READ, read()).status()).isEqualTo(404);

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(events).containsExactly("status 7 failed with HTTP 404");
    }

    /** Not even one that asks for it. */
    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void failedWrite_isNotRepeated(int status) {
        server.enqueue(status(status).newBuilder().addHeader("Retry-After", "0").build());

        assertThat(answer(relay(settings -> {}), WRITE, write()).status()).isEqualTo(status);

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(events).containsExactly("upload 7 failed with HTTP " + status);
    }

    @Test
    void writeWhoseAnswerIsLost_isNotRepeated() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());

        UnreachableException e = failure(UnreachableException.class, relay(settings -> {}), WRITE, write());

        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(events).containsExactly("upload 7 failed with HTTP 0");
    }

    @Test
    void silentService_isLeftAtTheDeadline() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        Relay relay = relay(settings -> settings.attempts(1).requestTimeout(Duration.ofMillis(200)));

        UnreachableException e = failure(UnreachableException.class, relay, READ, read());

        assertThat(e)
                .hasMessage("status 7 got no answer: %s:%d did not answer in time"
                        .formatted(server.getHostName(), server.getPort()));
    }

    @Test
    void answerOverTheLimit_isNotPassedOn() {
        server.enqueue(new MockResponse.Builder().body("a".repeat(101)).build());

        AnswerNotUnderstoodException e = failure(
                AnswerNotUnderstoodException.class, relay(settings -> settings.answerLimit(100)), WRITE, write());

        assertThat(e)
                .hasMessage("upload 7 got an answer that cannot be understood: it is larger than 100 bytes: raise"
                        + " Resilience.Builder.answerLimit, or answerLimit in the gateway's configuration, if the"
                        + " service sends answers of that size [HTTP 200]");
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void brokenService_isLeftAlone() {
        server.enqueue(status(500));
        server.enqueue(status(500));
        Relay relay = relay(settings -> settings.attempts(1).breakerWindow(2).breakerFailurePercent(100));
        answer(relay, READ, read());
        answer(relay, WRITE, write());

        RefusedLocallyException e = failure(RefusedLocallyException.class, relay, READ, read());

        assertThat(e)
                .hasMessage("status 7 was not sent: the service failed too often lately and is left alone for a while");
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(events).contains("OPEN").endsWith("status 7 failed with HTTP 0");
    }

    @Test
    void requestOverTheConcurrencyLimit_waitsForItsTurn() throws Exception {
        Relay relay = relay(settings -> settings.attempts(1).concurrentRequests(1));

        CompletableFuture<RawAnswer> first = relay.send(WRITE, write()).toCompletableFuture();
        CompletableFuture<RawAnswer> second = relay.send(READ, read()).toCompletableFuture();

        assertThat(server.takeRequest().getMethod()).isEqualTo("PUT");
        server.enqueue(status(500));
        assertThat(first).succeedsWithin(Duration.ofSeconds(20)); // the turn is passed on before the answer is told
        server.enqueue(status(200));
        assertThat(second.join().status()).isEqualTo(200);
        assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(events).containsExactly("upload 7 failed with HTTP 500", "status 7 succeeded");
    }

    /** A class that a listener lacks, for example, must not turn a write that was done into a failure. */
    @Test
    @ExpectedLog("a listener failed")
    void listenerThatThrowsAnError_failsNoCall() throws Exception {
        ClientListener broken = new ClientListener() {
            @Override
            public void call(Call call, @Nullable KdpException failure, Duration took) {
                throw new NoClassDefFoundError("a class of the listener");
            }

            @Override
            public void retry(Call call, KdpException failure, Duration pause) {
                throw new NoClassDefFoundError("a class of the listener");
            }

            @Override
            public void breaker(String state) {
                throw new NoClassDefFoundError("a class of the listener");
            }
        };
        relay = new Relay(
                Resilience.builder()
                        .firstPause(Duration.ofMillis(1))
                        .breakerWindow(2)
                        .breakerFailurePercent(50)
                        .build(),
                broken);
        server.enqueue(status(503));
        server.enqueue(status(200));
        server.enqueue(status(200));

        RawAnswer read = relay.send(READ, read()).toCompletableFuture().join();

        assertThat(read.status()).isEqualTo(200);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** The same exchange reads JSON, and what a refusal says, in the words of its service. */
    @Test
    void jsonOfAnotherService_isRead() {
        FieldNames names = FieldNames.of("name");
        server.enqueue(new MockResponse.Builder()
                .body("{\"name\":\"shop\",\"more\":1}")
                .build());
        server.enqueue(status(409));
        Relay relay = relay(settings -> {});

        JsonFields answer = relay.exchange(READ).send(read(), reader -> JsonFields.of(reader, names));
        RefusedException e = catchThrowableOfType(
                RefusedException.class,
                () -> relay.exchange(WRITE).send(write(), reader -> JsonFields.of(reader, names)));

        assertThat(answer.text("name")).isEqualTo("shop");
        assertThat(answer.unknown().json()).containsExactly(Map.entry("more", "1"));
        assertThat(e).hasMessage("upload 7 was refused: UNKNOWN (code no) [HTTP 409]");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }
}
