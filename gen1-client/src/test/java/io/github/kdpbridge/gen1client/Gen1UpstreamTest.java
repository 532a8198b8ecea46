package io.github.kdpbridge.gen1client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.http.RelayedAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.DeflaterSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExpectedLog("(upload|status) 7 got (an )?.*once more in .*")
@ExpectedLog("(upload|status) 7 was not sent: it came back: .*")
class Gen1UpstreamTest {
    private static final ResellerId RESELLER = ResellerId.of("1100000011");
    private static final Call READ = new Call(Operation.STATUS, "7");
    private static final Call WRITE = new Call(Operation.UPLOAD, "7");
    private static final String KEY = "key-of-the-account";
    private static final String RECEIPT =
            "{\"transactionId\":\"7\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}";
    private static final Headers FROM_CALLER = Headers.of("X-WSM-API-TOKEN", "key-of-the-caller");

    private final MockWebServer server = new MockWebServer();

    private @Nullable Gen1Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        if (upstream != null) {
            upstream.close();
        }
        server.close();
    }

    private Gen1Upstream upstream(Consumer<Gen1Upstream.Builder> more) {
        Gen1Upstream.Builder builder =
                Gen1Upstream.builder(RESELLER, server.url("/").toString()).resilience(quick().build());
        more.accept(builder);
        upstream = builder.build();
        return upstream;
    }

    private static Resilience.Builder quick() {
        return Resilience.builder().firstPause(Duration.ofMillis(1)).attempts(3).patience(Duration.ofHours(1));
    }

    private static RelayedRequest read(Headers headers) {
        return new RelayedRequest(
                "GET", "/bulkenroll/v1/reseller/devices/status?transactionId=7", headers, ByteString.EMPTY);
    }

    private static RelayedRequest write(String body) {
        return new RelayedRequest("PUT", "/bulkenroll/v1/reseller/devices", FROM_CALLER, ByteString.encodeUtf8(body));
    }

    private static RelayedAnswer answer(Gen1Upstream upstream, Call call, RelayedRequest request) {
        return Waiting.on(call.toString(), call.operation().isWrite(), () -> upstream.relay(call, request));
    }

    private static <E extends KdpException> E failure(
            Class<E> type, Gen1Upstream upstream, Call call, RelayedRequest request) {
        return catchThrowableOfType(type, () -> answer(upstream, call, request));
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void request_arrivesAsTheCallerSentIt() throws Exception {
        answers(200, RECEIPT);
        ByteString body = ByteString.encodeUtf8("{ \"transactionId\" : \"7\", \"more\":[1.0,  2] }\n");
        Headers headers = Headers.of(
                "x-wsm-api-token",
                "key-of-the-caller",
                "Content-Type",
                "application/json; charset=UTF-8",
                "X-Twice",
                "one",
                "Host",
                "gateway.example",
                "Content-Length",
                "5",
                "X-Twice",
                "two",
                "Connection",
                "keep-alive, X-Mine",
                "X-Mine",
                "1",
                "Transfer-Encoding",
                "chunked",
                "Expect",
                "100-continue",
                "Accept-Encoding",
                "identity",
                "User-Agent",
                "legacy/1.0");

        answer(
                upstream(with -> with.hop("gateway-1")),
                WRITE,
                new RelayedRequest("PUT", "//bulkenroll/v2/reseller/devices?a=%20b+c&d&a=%zz", headers, body));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget()).isEqualTo("//bulkenroll/v2/reseller/devices?a=%20b+c&d&a=%zz");
        assertThat(request.getBody()).isEqualTo(body);
        assertThat(request.getHeaders())
                .isEqualTo(Headers.of(
                        "x-wsm-api-token",
                        "key-of-the-caller",
                        "Content-Type",
                        "application/json; charset=UTF-8",
                        "X-Twice",
                        "one",
                        "X-Twice",
                        "two",
                        "Accept-Encoding",
                        "identity",
                        "User-Agent",
                        "legacy/1.0",
                        "X-Kdp-Bridge-Hops",
                        "gateway-1",
                        "Content-Length",
                        Integer.toString(body.size()),
                        "Host",
                        server.getHostName() + ":" + server.getPort(),
                        "Connection",
                        "Keep-Alive"));
    }

    @Test
    void keyOfTheAccount_replacesThatOfTheCaller() throws Exception {
        answers(200, RECEIPT);
        Gen1Upstream upstream = upstream(with -> with.key(KEY));

        answer(upstream, WRITE, write("{}"));

        assertThat(server.takeRequest().getHeaders().values("X-WSM-API-TOKEN")).containsExactly(KEY);
        assertThat(new RelayMessages(server.url("/"), KEY, Hops.OF_THIS_PROCESS).toString())
                .isEqualTo("RelayMessages to " + server.url("/...").toString());
    }

    @Test
    void keyThatNoHeaderCanCarry_isRefused() {
        assertThatThrownBy(() -> upstream(with -> with.key("a\nb")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key must be ASCII without blanks at its ends, or no header can carry it");
    }

    @Test
    void addressWithAPath_isPutBeforeTheCallersPath() throws Exception {
        answers(200, "{}");
        upstream =
                Gen1Upstream.builder(RESELLER, server.url("/old/").toString()).build();

        answer(upstream, READ, read(FROM_CALLER));

        assertThat(server.takeRequest().getTarget())
                .isEqualTo("/old/bulkenroll/v1/reseller/devices/status?transactionId=7");
    }

    @Test
    void requestOfAnEntrance_keepsItsQueryAndItsHeaders() {
        Gen1Request request = new Gen1Request(
                "GET", "/bulkenroll", "a=%20b", Map.of("X-WSM-API-TOKEN", "secret-key"), ByteString.EMPTY);

        RelayedRequest relayed = RelayedRequest.of(request);

        assertThat(relayed)
                .isEqualTo(new RelayedRequest(
                        "GET", "/bulkenroll?a=%20b", Headers.of("X-WSM-API-TOKEN", "secret-key"), ByteString.EMPTY));
        assertThat(relayed).hasToString("GET /bulkenroll");
    }

    @Test
    void targetWithoutASlash_isRefused() {
        assertThatThrownBy(() -> new RelayedRequest("GET", "bulkenroll", FROM_CALLER, ByteString.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the target does not begin with a slash: bulkenroll");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 302, 400, 401, 404, 409, 413, 429, 500, 503})
    void everyAnswer_isPassedOnAsItCame(int status) {
        ByteString bytes = status == 204 ? ByteString.EMPTY : ByteString.decodeHex("00ff7b0d0afe80");
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .body(new Buffer().write(bytes))
                    .headers(Headers.of(
                            "X-Request-Id",
                            "r-1",
                            "Set-Cookie",
                            "a=b",
                            "Keep-Alive",
                            "timeout=5",
                            "Set-Cookie",
                            "c=d",
                            "connection",
                            "x-own",
                            "X-Own",
                            "1",
                            "content-type",
                            "text/plain;charset=latin1",
                            "Location",
                            "/elsewhere",
                            "Retry-After",
                            "0",
                            "Content-Length",
                            Integer.toString(bytes.size())))
                    .build());
        }
        Gen1Upstream upstream =
                upstream(with -> with.resilience(quick().attempts(1).build()));

        assertThat(answer(upstream, READ, read(FROM_CALLER)).answer())
                .isEqualTo(answer(upstream, WRITE, write("{}")).answer())
                .isEqualTo(new RawAnswer(
                        status,
                        Headers.of(
                                "X-Request-Id",
                                "r-1",
                                "Set-Cookie",
                                "a=b",
                                "Set-Cookie",
                                "c=d",
                                "content-type",
                                "text/plain;charset=latin1",
                                "Location",
                                "/elsewhere",
                                "Retry-After",
                                "0",
                                "Content-Length",
                                Integer.toString(bytes.size())),
                        bytes));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void acceptedWrite_hasNoFailure() {
        answers(200, RECEIPT);

        assertThat(answer(upstream(with -> {}), WRITE, write("{}")).failure()).isNull();
    }

    /** A refusal for good is one that callers do not repeat: below 500, with a code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"transactionId":"7","state":"Rejected","code":4042104,"message":"CUSTOMER_NOT_FOUND","data":"no"} | CUSTOMER_NOT_FOUND | 4042104 | true
            409 | {"code":"4092101","message":"TRANSACTION_ID_DUPLICATE","data":"no"} | TRANSACTION_ID_DUPLICATE | 4092101 | true
            400 | {"code":[4000000],"data":"no"}                           | RESOURCE_INVALID_PARAM | 4000000 | true
            401 | {"code":4010000,"message":"AUTHORIZATION_FAIL","data":"no"} | UNAUTHENTICATED | 4010000 | false
            200 | {"state":"Rejected","code":4000019,"message":"TOO_MANY_DEVICES","data":"no"} | DEVICE_COUNT_EXCEEDED | 4000019 | false
            """)
    void refusedWrite_hadNoEffect(int status, String body, Condition condition, String code, boolean isFinal) {
        answers(status, body);

        KdpException failure = answer(upstream(with -> {}), WRITE, write("{}")).failure();

        assertThat(failure).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal.error().condition()).isEqualTo(condition);
            assertThat(refusal.error().code()).isEqualTo(code);
            assertThat(refusal.error().data()).isEqualTo("no");
            assertThat(refusal.mayHaveTakenEffect()).isFalse();
            assertThat(refusal.isFinal()).isEqualTo(isFinal);
        });
    }

    @Test
    @ExpectedLog("upload 7: the service sent code 4999999 NEW_RULE, which the error catalogue does not know; .*")
    void unknownRefusal_isFinalToo() {
        answers(422, "{\"code\":4999999,\"message\":\"NEW_RULE\",\"data\":\"no\"}");

        KdpException failure = answer(upstream(with -> {}), WRITE, write("{}")).failure();

        assertThat(failure).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(new ServiceError(Condition.UNKNOWN, "4999999", "NEW_RULE", "no"));
            assertThat(refusal.isFinal()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            500 | {"code":5000000,"message":"INTERNAL_SERVER_ERROR"}      | upload 7 was refused: INTERNAL_SERVER_ERROR (code 5000000) [HTTP 500]
            502 | <html>                                                  | upload 7 got an answer that cannot be understood: the body is not valid JSON: <html> [HTTP 502]
            200 | -                                                       | upload 7 got an answer that cannot be understood: the body is empty or ends too early [HTTP 200]
            200 | []                                                      | upload 7 got an answer that cannot be understood: the body is not as expected: Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $: [] [HTTP 200]
            200 | {}                                                      | upload 7 got an answer that cannot be understood: the receipt has no code [HTTP 200]
            200 | {"code":2000000,"message":"CUSTOMER_NOT_FOUND"}         | upload 7 got an answer that cannot be understood: the body is not as expected: $ has a code and a message that contradict each other, or a message without a code: {"code":***,"message":"CUSTOMER_NOT_FOUND"} [HTTP 200]
            200 | {"code":2000000,"message":"SUCCESS","state":"Rejected"} | upload 7 got an answer that cannot be understood: the receipt is in state Rejected [HTTP 200]
            200 | {"code":2000000,"message":"SUCCESS","transactionId":"8"} | upload 7 got an answer that cannot be understood: the receipt is for transaction 8 [HTTP 200]
            202 | {"code":2000000,"message":"SUCCESS"}                    | upload 7 got an answer that cannot be understood: it has another status than 200 [HTTP 202]
            302 | -                                                       | upload 7 got an answer that cannot be understood: it is a redirect [HTTP 302]
            """)
    void unclearAnswerToAWrite_mayHaveTakenEffect(int status, @Nullable String body, String message) {
        answers(status, Objects.requireNonNullElse(body, ""));

        RelayedAnswer relayed = answer(upstream(with -> {}), WRITE, write("{}"));

        assertThat(relayed.failure()).hasMessage(message);
        assertThat(Objects.requireNonNull(relayed.failure()).mayHaveTakenEffect())
                .isTrue();
        assertThat(relayed.answer().body().utf8()).isEqualTo(Objects.requireNonNullElse(body, ""));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private static Buffer packed(String coding, String text) throws IOException {
        Buffer body = new Buffer();
        try (BufferedSink sink =
                Okio.buffer(coding.equals("gzip") ? new GzipSink(body) : new DeflaterSink(body, new Deflater()))) {
            sink.writeUtf8(text);
        }
        return body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void compressedReceipt_isPassedOnCompressedAndUnderstood(String coding) throws Exception {
        Buffer body = packed(coding, RECEIPT);
        ByteString bytes = body.snapshot();
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", coding)
                .body(body)
                .build());

        RelayedAnswer relayed = answer(upstream(with -> {}), WRITE, write("{}"));

        assertThat(relayed.failure()).isNull();
        assertThat(relayed.answer().body()).isEqualTo(bytes);
        assertThat(relayed.answer().headers().get("Content-Encoding")).isEqualTo(coding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip | the body cannot be unpacked: ID1ID2: actual 0x00007b22 != expected 0x00001f8b
            br   | the body cannot be unpacked: its coding is br
            """)
    void receiptThatCannotBeUnpacked_isUnclear(String coding, String why) {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", coding)
                .body(RECEIPT)
                .build());

        KdpException failure = answer(upstream(with -> {}), WRITE, write("{}")).failure();

        assertThat(failure)
                .hasMessage("upload 7 got an answer that cannot be understood: " + why + " [HTTP 200]")
                .isInstanceOfSatisfying(
                        AnswerNotUnderstoodException.class,
                        e -> assertThat(e.mayHaveTakenEffect()).isTrue());
    }

    @Test
    void receiptThatIsHugeWhenUnpacked_isUnclear() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(packed("gzip", "{\"more\":\"" + "a".repeat(17 << 20) + "\"}"))
                .build());

        assertThat(answer(upstream(with -> {}), WRITE, write("{}")).failure())
                .hasMessage(
                        "upload 7 got an answer that cannot be understood: the body cannot be unpacked: it has more than"
                                + " 16777216 bytes [HTTP 200]");
    }

    @Test
    void failedRead_isRepeated() {
        answers(503, "{}");
        answers(429, "{}");
        answers(200, "{}");

        RelayedAnswer relayed = answer(upstream(with -> {}), READ, read(FROM_CALLER));

        assertThat(relayed.answer().status()).isEqualTo(200);
        assertThat(relayed.failure()).isNull();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    /** Not even one that asks for it. */
    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void failedWrite_isNotRepeated(int status) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "0")
                .build());

        assertThat(answer(upstream(with -> {}), WRITE, write("{}")).answer().status())
                .isEqualTo(status);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void writeWhoseAnswerIsLost_isNotRepeated() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());

        UnreachableException e = failure(UnreachableException.class, upstream(with -> {}), WRITE, write("{}"));

        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void silentService_isLeftAtTheDeadline() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        Gen1Upstream upstream = upstream(with ->
                with.resilience(quick().requestTimeout(Duration.ofMillis(200)).build()));

        assertThat(failure(UnreachableException.class, upstream, WRITE, write("{}")))
                .hasMessage("upload 7 got no answer: %s:%d did not answer in time"
                        .formatted(server.getHostName(), server.getPort()));
    }

    @Test
    void answerOverTheLimit_isNotPassedOn() {
        answers(200, "a".repeat(101));
        Gen1Upstream upstream =
                upstream(with -> with.resilience(quick().answerLimit(100).build()));

        assertThat(failure(AnswerNotUnderstoodException.class, upstream, WRITE, write("{}")))
                .hasMessageStartingWith(
                        "upload 7 got an answer that cannot be understood: it is larger than 100 bytes");
    }

    @Test
    @ExpectedLog("circuit breaker OPEN")
    void brokenService_isLeftAlone() {
        answers(500, "{}");
        answers(500, "{}");
        Gen1Upstream upstream = upstream(with -> with.resilience(
                quick().attempts(1).breakerWindow(2).breakerFailurePercent(100).build()));
        answer(upstream, READ, read(FROM_CALLER));
        answer(upstream, WRITE, write("{}"));

        assertThat(failure(RefusedLocallyException.class, upstream, READ, read(FROM_CALLER)))
                .hasMessage("status 7 was not sent: the service failed too often lately and is left alone for a while");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** With one place, the second request shows that the first one left it. */
    @Test
    void requestThatDiesOfAnError_leavesItsPlace() {
        answers(200, RECEIPT);
        boolean[] dies = {true};
        OkHttpClient http = new OkHttpClient.Builder()
                .addNetworkInterceptor(chain -> {
                    if (dies[0]) {
                        throw new StackOverflowError("of the test");
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        Gen1Upstream upstream = upstream(with -> with.http(http)
                .resilience(quick().attempts(1).concurrentRequests(1).build()));

        assertThatThrownBy(() ->
                        upstream.relay(WRITE, write("{}")).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .satisfies(e -> assertThat(Stages.cause(e)).hasMessage("of the test"));
        dies[0] = false;

        assertThat(answer(upstream, WRITE, write("{}")).answer().status()).isEqualTo(200);
    }

    @Test
    void requestThatComesBack_isRefused() {
        Gen1Upstream upstream = upstream(with -> with.hop("gateway-1"));

        RefusedLocallyException e = failure(
                RefusedLocallyException.class,
                upstream,
                WRITE,
                new RelayedRequest(
                        "PUT",
                        "/bulkenroll/v1/reseller/devices",
                        Headers.of("x-kdp-bridge-hops", "gateway-0, gateway-1", "Connection", "x-kdp-bridge-hops"),
                        ByteString.EMPTY));

        assertThat(e)
                .hasMessage("upload 7 was not sent: it came back: the address of the old service leads to this bridge"
                        + " itself");
        assertThat(e.reason()).isEqualTo(Reason.LOOP);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void requestThatAnotherBridgePassedOn_isPassedOn() throws Exception {
        answers(200, "{}");
        Gen1Upstream upstream = upstream(with -> with.hop("gateway-1"));

        answer(upstream, READ, read(Headers.of("X-Kdp-Bridge-Hops", "gateway-0")));

        assertThat(server.takeRequest().getHeaders().values("X-Kdp-Bridge-Hops"))
                .containsExactly("gateway-0, gateway-1");
    }

    /** Several processes behind one address may each see the request once. */
    @Test
    void requestOfThreeBridges_isRefusedByTheFourth() {
        Gen1Upstream upstream = upstream(with -> with.hop("d"));

        RefusedLocallyException e = failure(
                RefusedLocallyException.class,
                upstream,
                READ,
                read(Headers.of("X-Kdp-Bridge-Hops", "a,b", "X-Kdp-Bridge-Hops", "c")));

        assertThat(e.reason()).isEqualTo(Reason.LOOP);
    }

    @Test
    void hopThatIsNoWord_isRefused() {
        assertThatThrownBy(() -> upstream(with -> with.hop("a, b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a word of letters, digits, points, dashes and underscores: a, b");
    }

    @Test
    void closedUpstream_sendsNothing() {
        Gen1Upstream upstream = upstream(with -> {});
        upstream.close();

        assertThat(catchThrowableOfType(KdpException.class, () -> answer(upstream, WRITE, write("{}"))))
                .hasMessage("upload 7 was not sent: the client is closed");
    }
}
