package io.github.kdpbridge.gen1facade.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen1facade.FakeProgram;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Gen1CompatInterceptorTest {
    private static final String EU = "https://eu-be-reseller.samsungknox.com";
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final String STATUS = DEVICES + "/status?resellerId=4680000925&transactionId=244303";
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String UPLOAD = """
            {"transactionId":"244303","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
             "devices":{"type":"IMEI","list":["351800000000702"]}}""";
    private static final String RECEIPT =
            "{\"transactionId\":\"244303\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}";

    private final MockWebServer server = new MockWebServer();
    private final FakeProgram program = new FakeProgram("4680000925");
    private OkHttpClient http = client(Gen1CompatInterceptor.on(program));

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static OkHttpClient client(Interceptor... interceptors) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        List.of(interceptors).forEach(builder::addInterceptor);
        return builder.build();
    }

    private static Request.Builder to(String url) {
        return new Request.Builder().url(url).header("X-WSM-API-TOKEN", "any");
    }

    private static Request upload(RequestBody body) {
        return to(EU + DEVICES).put(body).build();
    }

    private static Request upload() {
        return upload(RequestBody.create(UPLOAD, JSON));
    }

    private static Request status() {
        return to(EU + STATUS).build();
    }

    /** A body that writes what it is told to, and has no length unless it says one. */
    private static final class Written extends RequestBody {
        private final long length;
        private final boolean duplex;
        private final List<String> parts;
        private int writes;

        Written(long length, boolean duplex, String... parts) {
            this.length = length;
            this.duplex = duplex;
            this.parts = List.of(parts);
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public boolean isDuplex() {
            return duplex;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            writes++;
            for (String part : parts) {
                sink.writeUtf8(part).flush();
            }
        }
    }

    private static Interceptor reading(Consumer<Response> reader) {
        return chain -> {
            Response response = chain.proceed(chain.request());
            reader.accept(response);
            return response;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://eu-be-reseller.samsungknox.com",
                "https://us-be-reseller.samsungknox.com",
                "http://eu-be-reseller.samsungknox.com",
                "https://EU-be-reseller.samsungknox.com:8443"
            })
    void upload_isAnsweredByTheProgram(String service) throws Exception {
        Request request =
                to(service + DEVICES).put(RequestBody.create(UPLOAD, JSON)).build();
        long before = System.currentTimeMillis();

        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.message()).isEqualTo("OK");
            assertThat(response.protocol()).isEqualTo(Protocol.HTTP_1_1);
            assertThat(response.request()).isSameAs(request);
            assertThat(response.header("Content-Type")).isEqualTo("application/json");
            assertThat(response.body().contentType()).isEqualTo(JSON);
            assertThat(response.body().contentLength()).isEqualTo(RECEIPT.length());
            assertThat(response.body().string()).isEqualTo(RECEIPT);
            assertThat(response.networkResponse()).isNull();
            assertThat(response.sentRequestAtMillis()).isBetween(before, response.receivedResponseAtMillis());
            assertThat(response.receivedResponseAtMillis()).isLessThanOrEqualTo(System.currentTimeMillis());
        }
        assertThat(program.asked).singleElement().isInstanceOf(UploadRequest.class);
    }

    @Test
    void query_isReadAsItWasSent() throws Exception {
        Request request = to(EU + DEVICES + "/status?transactionId=a%2Bb%20c&resellerId=4680000925&vendorId=")
                .build();

        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
        assertThat(program.asked).containsExactly(StatusRequest.of(TransactionId.of("a+b c")));
    }

    @Test
    void path_isComparedAsItWasSent() throws Exception {
        Request request = to(EU + "/bulkenroll/v1/reseller/devices%2Fstatus").build();

        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(404);
            assertThat(response.message()).isEqualTo("Not Found");
            assertThat(response.body().string())
                    .isEqualTo("{\"state\":\"Rejected\",\"code\":4000000,\"message\":\"RESOURCE_INVALID_PARAM\","
                            + "\"data\":\"no such path: /bulkenroll/v1/reseller/devices%2Fstatus\"}");
        }
    }

    @Test
    void otherHost_isSentToIt() throws Exception {
        server.enqueue(new MockResponse.Builder().code(200).body("elsewhere").build());
        Request request = to(server.url(DEVICES).toString())
                .put(RequestBody.create(UPLOAD, JSON))
                .build();

        try (Response response = http.newCall(request).execute()) {
            assertThat(response.body().string()).isEqualTo("elsewhere");
        }
        assertThat(server.takeRequest().getBody()).isEqualTo(ByteString.encodeUtf8(UPLOAD));
        assertThat(program.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kdp.internal,            http://kdp.internal:1234",
        "KDP.internal,            https://kdp.internal",
        "kdp.internal:8080,       http://kdp.internal:8080",
        "kdp.internal:443,        https://kdp.internal",
        "'[::1]:8080',            'http://[::1]:8080'",
        "::1,                     'http://[::1]:8080'",
        "127.0.0.1,               http://127.0.0.1"
    })
    void addedHost_isAnsweredToo(String host, String service) throws Exception {
        http = client(
                Gen1CompatInterceptor.on(program).alsoFor("other.internal").alsoFor(host));

        for (String url : List.of(service, EU)) {
            try (Response response = http.newCall(to(url + STATUS).build()).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        }
        assertThat(program.asked).hasSize(2);
    }

    @Test
    void addedHostWithPort_isNotAnsweredOnOtherPorts() throws Exception {
        int other = server.getPort() == 1024 ? 1025 : 1024;
        Gen1CompatInterceptor base = Gen1CompatInterceptor.on(program);
        var unused = base.alsoFor(server.getHostName()); // leaves base as it was
        http = client(base.alsoFor(server.getHostName() + ":" + other));
        server.enqueue(new MockResponse.Builder().code(204).build());

        try (Response response =
                http.newCall(to(server.url(STATUS).toString()).build()).execute()) {
            assertThat(response.code()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https://kdp.internal", "kdp.internal/api", "kdp.internal:port", "kdp.internal:70000", "a b"
            })
    void addedHostThatIsNone_isRefused(String host) {
        assertThatThrownBy(() -> Gen1CompatInterceptor.on(program).alsoFor(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neither a host nor host:port: '" + host + "'");
    }

    @Test
    void repeatedHeader_countsOnceAndFirst() throws Exception {
        http = client(Gen1CompatInterceptor.on(
                Gen1Handler.builder().account("first", program).build()));
        Request.Builder request = new Request.Builder().url(EU + STATUS);
        request.addHeader("X-WSM-API-TOKEN", "first").addHeader("x-wsm-api-token", "second");

        try (Response response = http.newCall(request.build()).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @Test
    void handler_checksTheKeyAndSelectsTheAccount() throws Exception {
        FakeProgram other = new FakeProgram("4680000926");
        http = client(Gen1CompatInterceptor.on(Gen1Handler.builder()
                .account("one", program)
                .account("two", other)
                .build()));

        try (Response response = http.newCall(
                        status().newBuilder().header("X-WSM-API-TOKEN", "two").build())
                .execute()) {
            assertThat(response.code()).isEqualTo(403);
        }
        try (Response response = http.newCall(status()).execute()) {
            assertThat(response.code()).isEqualTo(401);
            assertThat(response.message()).isEqualTo("Unauthorized");
        }
        assertThat(program.asked).isEmpty();
        assertThat(other.asked).isEmpty();
    }

    @Test
    void requestWithoutKey_isRefused() throws Exception {
        try (Response response = http.newCall(
                        status().newBuilder().removeHeader("X-WSM-API-TOKEN").build())
                .execute()) {
            assertThat(response.code()).isEqualTo(401);
            assertThat(response.body().string())
                    .isEqualTo("{\"code\":4010000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"Invalid Api Key\"}");
        }
    }

    @Test
    void headRequest_hasNoBody() throws Exception {
        try (Response response = http.newCall(to(EU + DEVICES).head().build()).execute()) {
            assertThat(response.code()).isEqualTo(405);
            assertThat(response.header("Allow")).contains("PUT");
            assertThat(response.body().bytes()).isEmpty();
        }
    }

    @Test
    void bodyOfUnknownLength_isReadOnce() throws Exception {
        Written body = new Written(-1, false, UPLOAD.substring(0, 20), UPLOAD.substring(20));

        try (Response response = http.newCall(upload(body)).execute()) {
            assertThat(response.body().string()).isEqualTo(RECEIPT);
        }
        assertThat(body.writes).isEqualTo(1);
    }

    @Test
    void bodyOfAnotherLengthThanAnnounced_failsAsOverHttp() {
        assertThatThrownBy(
                        () -> http.newCall(upload(new Written(9, false, "{}"))).execute())
                .isInstanceOf(ProtocolException.class)
                .hasMessage("expected 9 bytes but received 2");
        assertThat(program.asked).isEmpty();
    }

    @Test
    void duplexBody_failsAsOverHttp1() {
        Written body = new Written(-1, true, UPLOAD);

        assertThatThrownBy(() -> http.newCall(upload(body)).execute())
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a duplex body cannot be sent over HTTP/1.1");
        assertThat(body.writes).isZero();
    }

    @Test
    void bodyThatCannotBeWritten_failsTheCall() {
        RequestBody broken = new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeUtf8("{");
                throw new IOException("the file is gone");
            }
        };

        assertThatThrownBy(() -> http.newCall(upload(broken)).execute())
                .isInstanceOf(IOException.class)
                .hasMessage("the file is gone");
        assertThat(program.asked).isEmpty();
    }

    @Test
    void bodyLargerThanAnyArray_isRefused() throws Exception {
        ByteString mebibyte =
                new Buffer().write(new byte[1 << 20]).snapshot(); // written again and again, its memory is shared
        RequestBody huge = new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                for (int i = 0; i < 2048; i++) {
                    sink.write(mebibyte);
                }
            }
        };

        try (Response response = http.newCall(upload(huge)).execute()) {
            assertThat(response.code()).isEqualTo(413);
            assertThat(response.body().string()).contains("the body is larger than 2147483647 bytes");
        }
    }

    @Test
    void compressedBody_isRefused() throws Exception {
        Request request =
                upload().newBuilder().header("Content-Encoding", "gzip").build();

        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(415);
            assertThat(response.message()).isEqualTo("Unsupported Media Type");
        }
        assertThat(program.asked).isEmpty();
    }

    @Test
    void callCancelledBefore_neverAsksTheProgram() {
        Call call = http.newCall(upload());
        call.cancel();

        assertThatThrownBy(call::execute).isInstanceOf(IOException.class).hasMessage("Canceled");
        assertThat(program.asked).isEmpty();
    }

    @Test
    void callCancelledWhileItsBodyIsWritten_neverAsksTheProgram() {
        AtomicReference<Call> call = new AtomicReference<>();
        RequestBody cancelling = new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeUtf8(UPLOAD);
                call.get().cancel();
            }
        };
        call.set(http.newCall(upload(cancelling)));

        assertThatThrownBy(() -> call.get().execute())
                .isInstanceOf(IOException.class)
                .hasMessage("Canceled");
        assertThat(program.asked).isEmpty();
    }

    @Test
    void callCancelledWhileTheProgramWorks_endsAsCancelledButIsDone() {
        AtomicReference<Call> call = new AtomicReference<>();
        program.work = () -> call.get().cancel();
        call.set(http.newCall(upload()));

        assertThatThrownBy(() -> call.get().execute())
                .isInstanceOf(IOException.class)
                .hasMessage("Canceled");
    }

    @Test
    void enqueuedCallCancelledWhileTheProgramWorks_failsAsCancelledOnceItHasAnswered() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        program.work = () -> {
            asked.countDown();
            await(mayAnswer);
        };
        Call call = http.newCall(upload());
        CompletableFuture<Response> outcome = enqueue(call);
        asked.await();

        call.cancel();
        assertThat(outcome).isNotDone();
        mayAnswer.countDown();

        assertThatThrownBy(outcome::join)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("Canceled");
    }

    @Test
    void callTimeout_endsTheCallOnceTheProgramHasAnswered() {
        AtomicReference<Call> call = new AtomicReference<>();
        program.work = () -> {
            while (!call.get().isCanceled()) {
                Thread.onSpinWait();
            }
        };
        http = http.newBuilder().callTimeout(Duration.ofMillis(1)).build();
        call.set(http.newCall(upload()));

        assertThatThrownBy(() -> call.get().execute())
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("timeout");
    }

    @Test
    @ExpectedLog("upload 244303 got no answer: interrupted")
    void interruptedProgram_isTroubleAndTheInterruptStays() throws Exception {
        program.failure = new UnreachableException("upload 244303", "interrupted", null, true);
        Thread.currentThread().interrupt();

        try (Response response = http.newCall(upload()).execute()) {
            assertThat(response.code()).isEqualTo(502);
            assertThat(response.message()).isEqualTo("Bad Gateway");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void enqueuedCall_isAnswered() throws Exception {
        try (Response response = enqueue(http.newCall(upload())).get()) {
            assertThat(response.body().string()).isEqualTo(RECEIPT);
        }
    }

    @Test
    void interceptorsInFront_seeTheRequestAndTheAnswerAndThoseBehindDoNot() throws Exception {
        List<String> seen = new ArrayList<>();
        Interceptor key = chain -> chain.proceed(
                chain.request().newBuilder().header("X-WSM-API-TOKEN", "set").build());
        http = client(
                        reading(response -> seen.add("front " + response.code())),
                        key,
                        Gen1CompatInterceptor.on(
                                Gen1Handler.builder().account("set", program).build()),
                        reading(response -> seen.add("behind " + response.code())))
                .newBuilder()
                .addNetworkInterceptor(reading(response -> seen.add("network " + response.code())))
                .build();
        server.enqueue(new MockResponse.Builder().code(204).build());

        http.newCall(upload()).execute().close();
        http.newCall(new Request.Builder().url(server.url("/")).build())
                .execute()
                .close();

        assertThat(seen).containsExactly("front 200", "network 204", "behind 204", "front 204");
    }

    @Test
    void networkInterceptor_failsBeforeTheProgramIsAsked() {
        http = new OkHttpClient.Builder()
                .addNetworkInterceptor(Gen1CompatInterceptor.on(program).alsoFor(server.getHostName()))
                .build();

        assertThatThrownBy(() ->
                        http.newCall(to(server.url(STATUS).toString()).build()).execute())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Gen1CompatInterceptor answers before anything is sent: add it with addInterceptor, not with"
                                + " addNetworkInterceptor");
        assertThat(program.asked).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void programThatCallsTheSameHostWithTheSameClient_isNotAskedAgain() throws Exception {
        http = client(Gen1CompatInterceptor.on(program).alsoFor(server.getHostName()));
        Request request = to(server.url(STATUS).toString()).build();
        List<String> answers = new ArrayList<>();
        program.work = () -> {
            try (Response response = http.newCall(request).execute()) {
                answers.add(response.body().string());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };

        for (String answer : List.of("real 1", "real 2")) {
            server.enqueue(new MockResponse.Builder().code(200).body(answer).build());
            http.newCall(request).execute().close();
        }

        assertThat(answers).containsExactly("real 1", "real 2");
        assertThat(program.asked).hasSize(2);
    }

    private static CompletableFuture<Response> enqueue(Call call) {
        CompletableFuture<Response> outcome = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                outcome.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                outcome.complete(response);
            }
        });
        return outcome;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
