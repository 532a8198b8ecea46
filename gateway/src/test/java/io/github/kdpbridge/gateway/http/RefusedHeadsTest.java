package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.RawHttp2;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Heads that a proxy in front, or the old service, may read in another way than the gateway: refused with the end of the
 * connection, so that nothing behind them is a request. What is only unusual is served: here, its path is not known.
 */
@Tag("one-jdk")
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class RefusedHeadsTest {
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    /** Literals of HPACK's static table (RFC 7541, appendix A). */
    private static final byte STATUS_400 = (byte) 0x8c;

    private static final byte STATUS_404 = (byte) 0x8d;

    private static final byte LITERAL = 15;
    /** The rest of 38, of which {@link #LITERAL} is the first part. */
    private static final byte HOST = 23;

    private static final byte AUTHORITY = 1;
    private static final byte[] GET_ROOT = {(byte) 0x82, (byte) 0x86, (byte) 0x84};

    private static final int END_HEADERS = 4;
    private static final int END_STREAM_AND_HEADERS = 5;
    private static final ByteString PROTOCOL_ERROR = ByteString.of((byte) 0, (byte) 0, (byte) 0, (byte) 1);

    private static final HeldProgram PROGRAM = new HeldProgram();
    private static final GatewayMeters METERS = new GatewayMeters();
    private static Entrance entrance;

    @BeforeAll
    static void start() {
        GatewayConfig config = GatewayConfig.builder().anyKey(PROGRAM).build();
        Gen1Handler handler = Gen1Handler.of(PROGRAM);
        entrance = new Entrance(config, null, () -> handler, new ByteBudget(1 << 20), METERS);
        entrance.start(config.listen());
    }

    @AfterAll
    static void stop() {
        entrance.close();
        METERS.close();
    }

    private static String get(String target) {
        return head("GET " + target + " HTTP/1.1", "Host: x");
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(400, "\r" + get("/x")),
                Arguments.of(400, "\r\n\r" + get("/x")),
                Arguments.of(400, " " + get("/x")),
                Arguments.of(400, "\u007f" + get("/x")),
                Arguments.of(400, head("GET\t/x HTTP/1.1", "Host: x")),
                Arguments.of(400, head("GET /x\fHTTP/1.1", "Host: x")),
                Arguments.of(400, head("GET /x HTTP/1.1\r", "Host: x")),
                Arguments.of(400, head("GET /x HTTP/1.1 ", "Host: x")),
                Arguments.of(400, get("/x y")),
                Arguments.of(400, get("/x?a=\u0000")),
                Arguments.of(426, head("GET /x HTTP/2.0", "Host: x")),
                Arguments.of(505, head("GET /x HTTP/1.2", "Host: x")),
                Arguments.of(505, head("GET /x HTTP/1.2")),
                Arguments.of(505, head("GET /x HTTP/0.9", "Host: x")),
                Arguments.of(505, head("GET /x HTTP/1.10", "Host: x")),
                Arguments.of(505, head("GET /x HTTP/01.1", "Host: x")),
                Arguments.of(505, head("GET /x RTSP/1.0", "Host: x")),
                Arguments.of(505, head("GET /x", "Host: x")),
                Arguments.of(400, head("GET /x HTTP/1.1", "Host: ")),
                Arguments.of(400, head("GET /x HTTP/1.0", "Host: ")),
                Arguments.of(400, head("GET /x HTTP/1.1", "Host: x:")),
                Arguments.of(400, head("GET /x HTTP/1.1", "Host: x:99999")),
                Arguments.of(400, head("GET /x HTTP/1.1", "Host: x:80:80")),
                Arguments.of(400, head("GET /x HTTP/1.1", "Host: [x]")),
                Arguments.of(400, head("GET /x HTTP/1.1", "Host: x,y")),
                Arguments.of(400, get("http://y/x")),
                Arguments.of(400, get("http://x:8080/x")),
                Arguments.of(400, get("http://user@x/x")),
                Arguments.of(400, get("http:///x")),
                Arguments.of(400, get("1a://x/x")),
                Arguments.of(400, head("CONNECT y:443 HTTP/1.1", "Host: x:443")),
                Arguments.of(400, "GET /x HTTP/1.1\nHost: x\r\nX-A: b\r\n\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1\r\nHost: x\r\nX-A: b\n\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1\r\nHost: x\r\nX-A: b\r\n\n"),
                Arguments.of(400, "GET /x HTTP/1.1\nHost: x\nX-A: b\n\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1\nHost: x\nX-A: b\n c\n\n"),
                Arguments.of(414, get("/" + "x".repeat(9000))),
                Arguments.of(414, get("/" + "x".repeat(9000)).replace("\r", "")),
                Arguments.of(417, head("GET /x HTTP/1.1", "Host: x", "Expect: something")),
                Arguments.of(417, head("GET /x HTTP/1.1", "Host: x", "Expect: something", "Expect: 100-continue")),
                Arguments.of(
                        400,
                        head("GET /x HTTP/1.1", "Host: x", "Sec-WebSocket-Key1: a", "Sec-WebSocket-Key2: b")
                                + "12345678"),
                Arguments.of(
                        400,
                        head("GET /x HTTP/1.0", "Connection: keep-alive", "Content-Length: 3", "Content-Length: 9")
                                + "abc"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void headOfTwoMeanings_isRefused_andNothingBehindItIsServed(int status, String head) throws IOException {
        String answer = Calls.raw(entrance.url(), head + NEXT);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Connection: close\r\n", "\"data\":\"not an HTTP request that can be served: ")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    static Stream<String> unusual() {
        return Stream.of(
                "\r\n\n\r\n" + get("/x"),
                get("/x").replace("\r", ""),
                "\n\r\n" + get("/x").replace("\r", ""),
                "PUT /x HTTP/1.1\nHost: x\nContent-Length: 3\n\na\nb",
                head("GET  /x  HTTP/1.1", "Host: x"),
                head("GET /x http/1.1", "Host: x"),
                get("/x?a={b}|\\\"%zz&c=http://d/e"),
                get("http://x/x"),
                get("HTTP://X/x"),
                get("http://x:80/x"),
                get("http://x?a=/x"),
                get("http://x"),
                head("GET http://x/x HTTP/1.1", "Host: x:80"),
                head("GET https://x:443/x HTTP/1.1", "Host: x"),
                head("GET http://x/x HTTP/1.0", "Connection: keep-alive"),
                head("GET /x HTTP/1.1", "Host: [::1]:8080"),
                head("GET /x HTTP/1.1", "Host: a_b.example."),
                head("GET /x HTTP/1.1", "Host: x:0080"),
                head("OPTIONS * HTTP/1.1", "Host: x"),
                head("CONNECT x:443 HTTP/1.1", "Host: x:443"),
                head("GET /x HTTP/1.1", "Host: x", "Expect: "),
                head("GET /x HTTP/1.0", "Connection: keep-alive", "Expect: something"),
                head("GET /x HTTP/1.1", "Host: x", "Sec-WebSocket-Key1: a"));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void headThatIsOnlyUnusual_isServed_andWhatIsBehindIt(String head) throws IOException {
        assertThat(Calls.raw(entrance.url(), head + NEXT)).matches("(?s)HTTP/1.1 404 .*HTTP/1.1 404 .*: /next.*");
    }

    static Stream<Arguments> faults() {
        String first = "GET /x HTTP/1.1";
        String host = "Host: x";
        String length = "Content-Length: 3";
        String chunked = "Transfer-Encoding: chunked";
        return Stream.of(
                Arguments.of("its first line is malformed", head("G(T /x HTTP/1.1", host)),
                Arguments.of("its first line is too long", get("/" + "x".repeat(9000))),
                Arguments.of(
                        "its head is too large",
                        head("GET /" + "x".repeat(5000) + " HTTP/1.1", host, "X-A: " + "a".repeat(5000))),
                Arguments.of("its lines do not all end in CR LF", "GET /x HTTP/1.1\nHost: x\r\n\r\n"),
                Arguments.of("it has no Host", head(first)),
                Arguments.of("it has more than one Host", head(first, host, host)),
                Arguments.of("it has a folded header", head(first, host, "X-A: a", " b")),
                Arguments.of("a header has no colon", head(first, host, "X-A")),
                Arguments.of("the name of a header is malformed", head(first, host, "X-A : b")),
                Arguments.of("the name of a header is malformed", head(first, host, ": b")),
                Arguments.of("a header has a control character", head(first, host, "X-A: a\u0000b")),
                Arguments.of("a header has a control character", head(first, host, "X-A: a\rb")),
                Arguments.of("its Content-Length is malformed", head(first, host, "Content-Length: five")),
                Arguments.of("it has more than one Content-Length", head(first, host, length, length)),
                Arguments.of("it has both Transfer-Encoding and Content-Length", head(first, host, length, chunked)),
                Arguments.of("its transfer coding is not chunked alone", head(first, host, "Transfer-Encoding: gzip")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusedHead_isToldWhatIsWrong(String fault, String head) throws IOException {
        assertThat(Calls.raw(entrance.url(), head))
                .endsWith("\"data\":\"not an HTTP request that can be served: " + fault + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "*",
                "?a",
                "x:443",
                "x?a=http://b/c",
                "/x#y",
                "/x?a#b",
                "/..",
                "/a/../..",
                "/%2e%2E/x",
                "/..;a/x",
                "/%",
                "/%4",
                "/%zz",
                "/%u0041",
                "/%00",
                "/%0a",
                "/%7f",
                "/%5c",
                "/\\x",
                "/%ff",
                "/{x}",
                "/\"x",
                "/[x]"
            })
    void pathThatIsNone_isRefused(String path) throws IOException {
        assertThat(Calls.raw(entrance.url(), get(path) + NEXT))
                .startsWith("HTTP/1.1 400 ")
                .containsOnlyOnce("HTTP/1.1 ");
        assertThat(statusOverHttp2(path)).isEqualTo(STATUS_400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "//x", "/a/../x", "/a//../..", "/a/..;b/x", "/.../..x", "/%2f", "/%C3%A9+~;a=b", "/x?a={b}"
            })
    void pathThatIsOnlyUnusual_isNotKnown(String path) throws IOException {
        assertThat(Calls.raw(entrance.url(), get(path) + NEXT)).matches("(?s)HTTP/1.1 404 .*HTTP/1.1 404 .*: /next.*");
        assertThat(statusOverHttp2(path)).isEqualTo(STATUS_404);
    }

    private static byte statusOverHttp2(String path) throws IOException {
        try (RawHttp2 http = RawHttp2.connect(entrance.url(), 65_535)) {
            http.head(1, "GET", path, "k", true);
            return http.await(RawHttp2.HEADERS).content().getByte(0);
        }
    }

    /** Netty limits how many of them a connection may have, if it is told that they are mistakes of the caller. */
    @ParameterizedTest
    @MethodSource("broken")
    void headThatHttp2Forbids_isAMistakeOfTheCaller(String name, byte[] block) throws IOException {
        try (RawHttp2 http = RawHttp2.connect(entrance.url(), 65_535)) {
            http.frame(RawHttp2.HEADERS, END_STREAM_AND_HEADERS, 1, block);

            assertThat(http.await(RawHttp2.RESET).content()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    /** The body of one ended the connection, and with it the requests of other callers behind a proxy. */
    @ParameterizedTest
    @MethodSource("broken")
    void bodyOfAHeadThatHttp2Forbids_isIgnored_andOthersAreServed(String name, byte[] block) throws IOException {
        try (RawHttp2 http = RawHttp2.connect(entrance.url(), 65_535)) {
            http.frame(RawHttp2.HEADERS, END_HEADERS, 1, block);
            http.data(1, "{", false);
            http.data(1, "}", true);
            http.head(3, "GET", "/x", "k", true);

            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(3);
        }
    }

    @Test
    void hostThatIsNotTheFirst_endsItsStream_andTheSameOneIsServed() throws IOException {
        byte[] host = {LITERAL, HOST, 1, 'x'};
        byte[] other = {LITERAL, HOST, 1, 'y'};
        byte[] authority = {AUTHORITY, 1, 'x'};
        try (RawHttp2 http = RawHttp2.connect(entrance.url(), 65_535)) {
            http.frame(RawHttp2.HEADERS, END_STREAM_AND_HEADERS, 1, Bytes.concat(GET_ROOT, host, other));
            assertThat(http.await(RawHttp2.RESET).stream()).isEqualTo(1);
            http.frame(RawHttp2.HEADERS, END_STREAM_AND_HEADERS, 3, Bytes.concat(GET_ROOT, authority, other));
            assertThat(http.await(RawHttp2.RESET).stream()).isEqualTo(3);
            http.frame(RawHttp2.HEADERS, END_STREAM_AND_HEADERS, 5, Bytes.concat(GET_ROOT, authority, host, host));
            RawHttp2.Frame answer = http.await(RawHttp2.HEADERS);
            assertThat(answer.stream()).isEqualTo(5);
            assertThat(answer.content().getByte(0)).isEqualTo(STATUS_404);
        }
    }

    static Stream<Arguments> broken() {
        byte method = (byte) 0x82;
        byte scheme = (byte) 0x86;
        byte path = (byte) 0x84;
        return Stream.of(
                Arguments.of("no path", new byte[] {method, scheme}),
                Arguments.of("no method", new byte[] {scheme, path}),
                Arguments.of("an empty path", new byte[] {method, scheme, 4, 0}),
                Arguments.of("an odd method", new byte[] {2, 3, 'G', '(', 'T', scheme, path}),
                Arguments.of("a header in upper case", new byte[] {method, scheme, path, 0, 1, 'A', 1, 'b'}));
    }

    /** Whatever the pieces are in which a head arrives. */
    @Test
    void headInPiecesOfOneByte_isJudgedAsAWhole() throws IOException {
        assertThat(inPieces("\r\n" + get("/x"))).startsWith("HTTP/1.1 404 ");
        assertThat(inPieces("\r\n\r" + get("/x"))).startsWith("HTTP/1.1 400 ");
        assertThat(inPieces("\r\n" + head("GET /x HTTP/1.1", "Host: x", "X-A: a", " b")))
                .startsWith("HTTP/1.1 400 ");
        assertThat(inPieces(head("GET\u000b/x HTTP/1.1", "Host: x"))).startsWith("HTTP/1.1 400 ");
        assertThat(inPieces("GET /x HTTP/1.1\nHost: x\n\n")).startsWith("HTTP/1.1 404 ");
        assertThat(inPieces("GET /x HTTP/1.1\nHost: x\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(inPieces("GET /x HTTP/1.1\r\nHost: x\n\n")).startsWith("HTTP/1.1 400 ");
    }

    private static String inPieces(String bytes) throws IOException {
        try (Socket socket = Calls.connect(entrance.url())) {
            socket.setTcpNoDelay(true);
            for (byte one : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
                socket.getOutputStream().write(one);
            }
            socket.shutdownOutput();
            return Calls.read(socket);
        }
    }
}
