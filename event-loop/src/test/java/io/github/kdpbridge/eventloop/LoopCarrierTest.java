package io.github.kdpbridge.eventloop;

import static io.github.kdpbridge.eventloop.Requests.failure;
import static io.github.kdpbridge.eventloop.Requests.sent;
import static io.github.kdpbridge.eventloop.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.http.LargeAnswers;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.handler.proxy.Socks4ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** What a service, and what lies before it, can do to a connection, and what becomes of the request. */
@Tag("one-jdk")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LoopCarrierTest {
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";
    private static final String OTHER = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

    private final EventLoops loops = EventLoops.create();
    private final Peer peer = new Peer();
    private final MockWebServer server = new MockWebServer();
    private final Carrier carrier = carrier(Resilience.standard());

    @AfterEach
    void stop() throws IOException {
        server.close();
        peer.close();
        carrier.close();
        loops.close();
    }

    private Carrier carrier(Resilience settings) {
        return new LoopCarriers(loops).carrier(settings, (headers, nanos) -> {});
    }

    private String body(Outgoing<RawAnswer> outgoing) {
        return sent(carrier, outgoing).body().utf8();
    }

    @Test
    void requestsInTurn_useOneConnection() {
        peer.answer(GOOD).answer(GOOD);

        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(body(write(peer.url() + "?a=b"))).isEqualTo("good");

        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1", "1 GET /x?a=b HTTP/1.1");
    }

    @Test
    void requestsAtOnce_haveAConnectionEach() {
        CompletionStage<RawAnswer> first = carrier.carry(write(peer.url()));
        CompletionStage<RawAnswer> second = carrier.carry(write(peer.url()));
        peer.answer(GOOD).answer(GOOD);

        assertThat(first.toCompletableFuture().join().body().utf8()).isEqualTo("good");
        assertThat(second.toCompletableFuture().join().body().utf8()).isEqualTo("good");
        assertThat(peer.requests).containsExactlyInAnyOrder("1 GET /x HTTP/1.1", "2 GET /x HTTP/1.1");
    }

    @Test
    void requestThatBeginsOnALoop_staysOnItsThread() {
        peer.answer(GOOD).answer(GOOD);

        List<Thread> threads = carrier.carry(write(peer.url()))
                .thenCompose(first -> {
                    Thread before = Thread.currentThread();
                    return carrier.carry(write(peer.url()))
                            .thenApply(second -> List.of(before, Thread.currentThread()));
                })
                .toCompletableFuture()
                .join();

        assertThat(threads.get(0).getName()).startsWith("kdp-loop-");
        assertThat(threads.get(1)).isSameAs(threads.get(0));
    }

    /** The second answer was taken for that of the next request, which was sent while the first was read. */
    @ParameterizedTest
    @ValueSource(strings = {OTHER, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-A: ", "HTTP/1.1 200", "x", "\r\n"})
    void bytesBehindAnAnswer_areNotOfTheNextOne(String behind) {
        peer.answer(GOOD + behind).answer(GOOD);

        String second = carrier.carry(write(peer.url()))
                .thenCompose(first -> carrier.carry(write(peer.url())))
                .toCompletableFuture()
                .join()
                .body()
                .utf8();

        assertThat(second).isEqualTo("good");
        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1", "2 GET /x HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ngo\r\n2\r\nod\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n" + GOOD,
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + GOOD,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n4;a=b\r\ngood\r\n0\r\nX-Sum: 1\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 4\r\n\r\ngood",
                "HTTP/1.1 200 OK\r\nan odd name: x\r\nX-\u00e4: y\r\nX-Z: \u00fc\r\nContent-Length: 4\r\n\r\ngood"
            })
    void answer_isReadInEveryForm_andItsConnectionUsedAgain(String bytes) {
        peer.answer(bytes).answer(GOOD);

        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1", "1 GET /x HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngood",
                "HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\ngood"
            })
    void connectionThatIsToBeClosed_isNotUsedAgain(String bytes) {
        peer.answer(bytes).answer(GOOD);

        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1", "2 GET /x HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void answerWithoutABody_isEmpty_andItsConnectionUsedAgain(String bytes) {
        peer.answer(bytes).answer(GOOD);

        assertThat(body(write(peer.url()))).isEmpty();
        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1", "1 GET /x HTTP/1.1");
    }

    @Test
    void answerWithoutALength_endsWithItsConnection() {
        peer.answerAndClose("HTTP/1.1 200 OK\r\n\r\ngood").answer(GOOD);

        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(body(write(peer.url()))).isEqualTo("good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 2",
                "HTTP/1.1 200 OK\r\nContent-Len",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngoo",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\nX-Sum",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void answerThatIsCutOff_isNone_andTheOutcomeIsOpen(String bytes) {
        peer.answerAndClose(bytes);

        UnreachableException e = failure(carrier, write(peer.url()));

        assertThat(e.getMessage()).contains(" broke: ");
        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(peer.requests).hasSize(1);
    }

    @Test
    void headOf200KiB_isRead_andOneOf300KiBIsNone() {
        String head = "HTTP/1.1 200 OK\r\nX-A: " + "a".repeat(200 << 10) + "\r\nContent-Length: 4\r\n";
        peer.answer(head + "\r\ngood").answer(head + "X-B: " + "b".repeat(100 << 10) + "\r\n\r\ngood");

        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(failure(carrier, write(peer.url())).mayHaveTakenEffect()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 4\n\ngood",
                "HTTP/1.1 two OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: four\r\n\r\ngood",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\ngood!",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\ngood",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001"
            })
    void answerThatIsNoHttp_isNone_andTheOutcomeIsOpen(String bytes) {
        peer.answer(bytes).answer("");
        Carrier hasty = carrier(
                Resilience.builder().requestTimeout(Duration.ofSeconds(2)).build());

        UnreachableException e = failure(hasty, write(peer.url()));

        assertThat(e).isNotNull();
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void answerThatBreaksOff_isNone() {
        server.enqueue(new MockResponse.Builder()
                .body("a".repeat(1000))
                .onResponseBody(mockwebserver3.SocketEffect.ShutdownConnection.INSTANCE)
                .build());

        UnreachableException e = failure(carrier, write(url()));

        assertThat(e)
                .hasMessage("upload 7 got no answer: the connection to " + server.getHostName() + ":" + server.getPort()
                        + " broke: unexpected end of stream");
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void connectionThatEndsWhileIdle_costsNothing() throws Exception {
        peer.answer(GOOD).answer(GOOD);
        body(write(peer.url()));
        peer.closeConnections();
        UnreachableException race = null;
        try {
            body(write(peer.url()));
        } catch (UnreachableException e) { // it was sent before the end was seen: unknown, and never sent twice
            race = e;
        }

        assertThat(peer.requests).hasSize(race == null ? 2 : 1);
    }

    /** A refusal of a large upload may come before it is read. */
    @Test
    void answerBeforeTheRequestIsTaken_isRead() {
        peer.answerAndReadNoMore("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\ngood")
                .answer(GOOD);
        Request large = new Request.Builder()
                .url(peer.url())
                .put(RequestBody.create(new byte[32 << 20], null))
                .build();

        assertThat(sent(carrier, write(large)).status()).isEqualTo(413);
        assertThat(body(write(peer.url()))).isEqualTo("good");
        assertThat(peer.requests).containsExactly("1 PUT /x HTTP/1.1", "2 GET /x HTTP/1.1");
    }

    @Test
    void silence_endsAfterHalfOfTheTime() {
        Carrier hasty = carrier(
                Resilience.builder().requestTimeout(Duration.ofMillis(600)).build());

        UnreachableException e = failure(hasty, write(peer.url()));

        assertThat(e).hasMessage("upload 7 got no answer: 127.0.0.1:" + peer.port() + " did not answer in time");
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void answerThatDrips_endsWithTheTimeOfTheRequest() {
        server.enqueue(new MockResponse.Builder()
                .body("a".repeat(100_000))
                .throttleBody(1, 50, TimeUnit.MILLISECONDS)
                .build());
        Carrier hasty = carrier(
                Resilience.builder().requestTimeout(Duration.ofSeconds(1)).build());

        UnreachableException e = failure(hasty, write(url()));

        assertThat(e.getMessage()).endsWith(" did not answer in time");
    }

    @Test
    void serverThatTakesNoConnection_gotNothing() throws Exception {
        int port = peer.port();
        peer.close();

        UnreachableException e = failure(carrier, write("http://127.0.0.1:" + port + "/"));

        assertThat(e).hasMessage("upload 7 got no answer: 127.0.0.1:%d does not accept connections".formatted(port));
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void hostThatIsUnknown_gotNothing() {
        UnreachableException e = failure(carrier, write("http://service.invalid/"));

        assertThat(e).hasMessage("upload 7 got no answer: the host service.invalid is unknown");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void lineEndInAHeader_isNotSent() {
        Request request = new Request.Builder()
                .url(peer.url())
                .headers(new okhttp3.Headers.Builder()
                        .addUnsafeNonAscii("X-A", "b\r\nX-C: d")
                        .build())
                .build();

        UnreachableException e = failure(carrier, write(request));

        assertThat(e.getMessage()).endsWith(" broke: the header X-A has a line end in its value");
        assertThat(e.mayHaveTakenEffect()).isFalse();
        assertThat(peer.requests).isEmpty();
    }

    /** What follows a wrong length would be read as the next request. */
    @Test
    void headersOfTheBody_areThoseOfItsBytes() throws Exception {
        server.enqueue(new MockResponse.Builder().build());
        Request request = new Request.Builder()
                .url(url())
                .header("Content-Length", "99")
                .header("transfer-encoding", "chunked")
                .header("content-type", "text/html")
                .put(RequestBody.create("good", MediaType.get("text/plain; charset=utf-8")))
                .build();

        var unused = sent(carrier, write(request));

        RecordedRequest recorded = server.takeRequest();
        assertThat(recorded.getBody()).hasToString("[text=good]");
        assertThat(recorded.getHeaders().values("Content-Length")).containsExactly("4");
        assertThat(recorded.getHeaders().values("Content-Type")).containsExactly("text/plain; charset=utf-8");
        assertThat(recorded.getHeaders().names()).doesNotContain("Transfer-Encoding");
    }

    @Test
    void packedAnswer_isUnpacked_unlessTheRequestChoosesItsCoding() {
        MockResponse answer = packed(gzip("good"));
        server.enqueue(answer);
        server.enqueue(answer);

        RawAnswer plain = sent(carrier, write(url()));
        RawAnswer asItCame = sent(
                carrier,
                write(new Request.Builder()
                        .url(url())
                        .header("Accept-Encoding", "gzip")
                        .build()));

        assertThat(plain.body().utf8()).isEqualTo("good");
        assertThat(plain.headers().names()).doesNotContain("Content-Encoding", "Content-Length");
        assertThat(asItCame.headers().get("Content-Encoding")).isEqualTo("gzip");
        assertThat(asItCame.body().size()).isGreaterThan(4);
    }

    @Test
    void contextOfTheCaller_goesWithTheRequest() throws Exception {
        server.enqueue(new MockResponse.Builder().build());
        MDC.put("traceparent", "00-1-2-01");
        CompletionStage<String> answered = carrier.carry(write(url())).thenApply(any -> MDC.get("traceparent"));
        MDC.clear();

        assertThat(answered.toCompletableFuture().join()).isEqualTo("00-1-2-01");
        assertThat(server.takeRequest().getHeaders().get("traceparent")).isEqualTo("00-1-2-01");
    }

    private static Buffer gzip(String text) {
        Buffer packed = new Buffer();
        try (BufferedSink packing = Okio.buffer(new GzipSink(packed))) {
            packing.writeUtf8(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed;
    }

    private static MockResponse packed(Buffer body) {
        return new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(body)
                .build();
    }

    static List<Buffer> brokenPackings() {
        Buffer whole = gzip("good".repeat(1000));
        Buffer cutOff = new Buffer();
        whole.copyTo(cutOff, 0, whole.size() - 1);
        Buffer otherSum = new Buffer();
        whole.copyTo(otherSum, 0, whole.size() - 8);
        return List.of(cutOff, otherSum.writeUtf8("checksum"), new Buffer().writeUtf8("not packed"));
    }

    @ParameterizedTest
    @MethodSource("brokenPackings")
    void packedAnswerThatCannotBeUnpacked_isNone(Buffer body) {
        server.enqueue(packed(body));

        UnreachableException e = failure(carrier, write(url()));

        assertThat(e.getMessage()).contains(" broke: the body ");
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2000})
    void bytesBehindThePackedPart_areDropped(int count) {
        server.enqueue(packed(gzip("good").write(new byte[count])));

        assertThat(body(write(url()))).isEqualTo("good");
    }

    /** The limits are about the memory that an answer takes: two mebibytes are sent as two kibibytes. */
    static List<MockResponse> largeAnswers() {
        return List.of(large(), packed(gzip("a".repeat(2 << 20))));
    }

    @ParameterizedTest
    @MethodSource("largeAnswers")
    void answerOverTheLimit_isNotRead(MockResponse answer) {
        server.enqueue(answer);
        Carrier strict = carrier(Resilience.builder().answerLimit(1000).build());

        AnswerNotUnderstoodException e =
                catchThrowableOfType(AnswerNotUnderstoodException.class, () -> sent(strict, write(url())));

        assertThat(e.getMessage()).contains("it is larger than 1000 bytes");
    }

    @ParameterizedTest
    @MethodSource("largeAnswers")
    void largeAnswer_isReadBesideTheLoop(MockResponse answer) {
        server.enqueue(answer);
        Outgoing<RawAnswer> any = write(url());

        Thread reader = carrier.carry(new Outgoing<>(any.exchange(), any.request(), reply -> Thread.currentThread()))
                .toCompletableFuture()
                .join();

        assertThat(reader.getName()).startsWith("kdp-loop-worker");
    }

    /** It is unpacked in many turns of the loop, between which other requests have theirs. */
    @Test
    void packedAnswerOf8MiB_isWhole() {
        String text = "0123456789abcdef".repeat(512 << 10);
        server.enqueue(packed(gzip(text)));

        assertThat(body(write(url()))).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("largeAnswers")
    void largeAnswer_waitsForItsTurn(MockResponse answer) {
        server.enqueue(answer);
        List<Permit> turns = allTurns();
        CompletionStage<RawAnswer> answered = carrier.carry(write(url()));
        turns.forEach(Permit::close);

        assertThat(answered.toCompletableFuture().join().body().size()).isEqualTo(2 << 20);
        List<Permit> given = allTurns();
        given.forEach(Permit::close);
        assertThat(given).hasSameSizeAs(turns);
    }

    @ParameterizedTest
    @MethodSource("largeAnswers")
    void largeAnswerWithoutATurn_isNotReadOn(MockResponse answer) {
        server.enqueue(answer);
        List<Permit> turns = allTurns();
        Carrier impatient =
                carrier(Resilience.builder().patience(Duration.ofMillis(100)).build());

        UnreachableException e = failure(impatient, write(url()));

        turns.forEach(Permit::close);
        assertThat(e.getMessage()).contains("the answer is larger than 1048576 bytes, and for PT0.1S");
    }

    /** Starts the server, which cannot be told to use TLS afterwards. */
    private String url() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            // It has been started.
        }
        return server.url("/").toString();
    }

    private static MockResponse large() {
        return new MockResponse.Builder().body("a".repeat(2 << 20)).build();
    }

    private static List<Permit> allTurns() {
        List<Permit> turns = new ArrayList<>();
        for (Permit turn = LargeAnswers.tryTurn(); turn != null; turn = LargeAnswers.tryTurn()) {
            turns.add(turn);
        }
        return turns;
    }

    @Test
    void closedCarrier_takesNothing() {
        carrier.close();

        RefusedLocallyException e = catchThrowableOfType(RefusedLocallyException.class, () -> body(write(peer.url())));

        assertThat(e).hasMessage("upload 7 was not sent: the client is closed");
        assertThat(peer.requests).isEmpty();
    }

    private static SslContext trusting(HeldCertificate certificate) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(certificate.certificate())
                    .build();
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }

    private HeldCertificate secured(String name) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.enqueue(new MockResponse.Builder().body("good").build());
        return certificate;
    }

    @Test
    void certificateThatIsTrusted_isTaken() {
        HeldCertificate certificate = secured("localhost");
        Carrier secure = new LoopCarriers(loops, () -> trusting(certificate), Route::to)
                .carrier(Resilience.standard(), (headers, nanos) -> {});

        assertThat(sent(secure, write(url())).body().utf8()).isEqualTo("good");
    }

    @Test
    void certificateOfAnotherName_isRefused() {
        HeldCertificate certificate = secured("other.example");
        Carrier secure = new LoopCarriers(loops, () -> trusting(certificate), Route::to)
                .carrier(Resilience.standard(), (headers, nanos) -> {});

        UnreachableException e = failure(secure, write(url()));

        assertThat(e.getMessage()).startsWith("upload 7 got no answer: no secure connection to localhost:");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void certificateThatIsNotTrusted_isRefused() {
        var unused = secured("localhost");

        UnreachableException e = failure(carrier, write(url()));

        assertThat(e.getMessage()).startsWith("upload 7 got no answer: no secure connection to localhost:");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    private static Proxy proxy(Proxy.Type type, String host, int port) {
        return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
    }

    private static ProxySelector selector(List<Proxy> proxies) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return proxies;
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        };
    }

    /** Names the peer as the proxy of everything. */
    private void throughTheProxy(Runnable test) {
        through(List.of(proxy(Proxy.Type.HTTP, "127.0.0.1", peer.port())), test);
    }

    private static void through(List<Proxy> proxies, Runnable test) {
        @Nullable ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(selector(proxies));
        try {
            test.run();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void proxyOfHttp_getsTheWholeUrl() {
        peer.answer(GOOD);

        throughTheProxy(
                () -> assertThat(body(write("http://service.invalid:81/x"))).isEqualTo("good"));

        assertThat(peer.requests).containsExactly("1 GET http://service.invalid:81/x HTTP/1.1");
    }

    @Test
    void proxyOfHttps_isAskedForATunnel_andWithoutOneTheServiceGotNothing() {
        peer.answer("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");

        throughTheProxy(() -> {
            UnreachableException e = failure(carrier, write("https://service.invalid/x"));
            assertThat(e).hasMessage("upload 7 got no answer: service.invalid:443 does not accept connections");
            assertThat(e.mayHaveTakenEffect()).isFalse();
        });

        assertThat(peer.requests).containsExactly("1 CONNECT service.invalid:443 HTTP/1.1");
    }

    @Test
    void directWayThatIsNamedFirst_isTaken() {
        peer.answer(GOOD);

        through(
                List.of(Proxy.NO_PROXY, proxy(Proxy.Type.HTTP, "127.0.0.1", 1)),
                () -> assertThat(body(write(peer.url()))).isEqualTo("good"));

        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1");
    }

    @Test
    void proxyThatCannotBeReached_isFollowedByTheNextEntry() throws Exception {
        Peer gone = new Peer();
        gone.close();
        peer.answer(GOOD);

        through(
                List.of(
                        proxy(Proxy.Type.HTTP, "proxy.invalid", 1),
                        proxy(Proxy.Type.HTTP, "127.0.0.1", gone.port()),
                        Proxy.NO_PROXY),
                () -> assertThat(body(write(peer.url()))).isEqualTo("good"));

        assertThat(peer.requests).containsExactly("1 GET /x HTTP/1.1");
    }

    @Test
    void addressesOfAProxy_areAllTried() throws Exception {
        InetAddress[] known = InetAddress.getAllByName("localhost");

        through(
                List.of(proxy(Proxy.Type.HTTP, "localhost", 3128)),
                () -> assertThat(Route.to(new Origin(true, "service.invalid", 443))
                                .ways())
                        .extracting(way -> way.hop().getAddress())
                        .containsExactly(known));
    }

    @Test
    void proxyOfSocks_getsTheNameThatJavaKnows_inTheVersionThatItNames() {
        System.setProperty("java.net.socks.username", "gateway");
        System.setProperty("java.net.socks.password", "secret");
        try {
            through(List.of(proxy(Proxy.Type.SOCKS, "127.0.0.1", 1080)), () -> {
                Route route = Route.to(new Origin(false, "service.invalid", 80));
                assertThat(route.ways().get(0).tunnel()).isInstanceOfSatisfying(Socks5ProxyHandler.class, socks -> {
                    assertThat(socks.username()).isEqualTo("gateway");
                    assertThat(socks.password()).isEqualTo("secret");
                });
                System.setProperty("socksProxyVersion", "4");
                assertThat(route.ways().get(0).tunnel())
                        .isInstanceOfSatisfying(
                                Socks4ProxyHandler.class,
                                socks -> assertThat(socks.username()).isEqualTo("gateway"));
            });
        } finally {
            System.clearProperty("java.net.socks.username");
            System.clearProperty("java.net.socks.password");
            System.clearProperty("socksProxyVersion");
        }
    }
}
