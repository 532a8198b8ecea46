package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes arrive, the answer is an error in generation 1's shape or the end of the connection, generation 2 hears
 * nothing of it, and the next request is served.
 */
class BadInputTest {
    private static final int LARGEST = 64 << 20;
    private static final String GEN1_ERROR =
            "(?s)HTTP/1\\.1 4\\d\\d [^\\r]*\\r\\n.*\\r\\nContent-Type: application/json\\r\\n.*"
                    + "\\{(\"transactionId\":\"[^\"]*\",)?\"state\":\"Rejected\",\"code\":\\d+,"
                    + "\"message\":\"[A-Z_]+\",\"data\":\".*\"\\}";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.start(Calls.config(knox).build());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    static Stream<Arguments> bodies() {
        String ids = "\"transactionId\":\"1\",\"resellerId\":\"4680000925\",\"customerId\":\"1200000321\"";
        String devices = "\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\"]}";
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("blank", " \r\n "),
                Arguments.of("not JSON", "transactionId=1"),
                Arguments.of("ends too early", Calls.BODY.substring(0, 100)),
                Arguments.of("goes on behind its end", Calls.BODY + Calls.BODY),
                Arguments.of("an array", "[" + Calls.BODY + "]"),
                Arguments.of("a string", "\"x\""),
                Arguments.of("null", "null"),
                Arguments.of("nested arrays", "{" + ids + ",\"devices\":" + "[".repeat(10_000)),
                Arguments.of("nested objects", "{\"a\":".repeat(10_000)),
                Arguments.of("nested and closed", "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                Arguments.of("invalid UTF-8", Calls.BODY.replace("244303", "\u00c3(")),
                Arguments.of("overlong UTF-8", Calls.BODY.replace("244303", "\u00c0\u00af")),
                Arguments.of("UTF-16", "\u0000{\u0000}"),
                Arguments.of(
                        "two transaction types",
                        "{" + ids + ",\"transactionType\":\"New\"," + "\"transactionType\":\"Delete\"," + devices
                                + "}"),
                Arguments.of("two devices, the last one wrong", "{" + ids + "," + devices + ",\"devices\":7}"),
                Arguments.of("devices a string", "{" + ids + ",\"devices\":\"351800000000701\"}"),
                Arguments.of("devices an array", "{" + ids + ",\"devices\":[\"351800000000701\"]}"),
                Arguments.of("devices a number", "{" + ids + ",\"devices\":1}"),
                Arguments.of("list an object", "{" + ids + ",\"devices\":{\"type\":\"IMEI\",\"list\":{}}}"),
                Arguments.of("list of objects", "{" + ids + ",\"devices\":{\"type\":\"IMEI\",\"list\":[{}]}}"),
                Arguments.of("list of null", "{" + ids + ",\"devices\":{\"type\":\"IMEI\",\"list\":[null]}}"),
                Arguments.of("null devices", "{" + ids + ",\"devices\":null}"),
                Arguments.of("null type", "{" + ids + ",\"devices\":{\"type\":null,\"list\":[\"1\"]}}"),
                Arguments.of("null list", "{" + ids + ",\"devices\":{\"type\":\"IMEI\",\"list\":null}}"),
                Arguments.of(
                        "all null",
                        "{\"transactionId\":null,\"resellerId\":null,\"customerId\":null,"
                                + "\"transactionType\":null,\"devices\":null}"),
                Arguments.of("numbers as ids of another", Calls.BODY.replace("\"4680000925\"", "4680000926")),
                Arguments.of("a fraction as id", Calls.BODY.replace("\"4680000925\"", "4680000925.5")),
                Arguments.of("an array as id", Calls.BODY.replace("\"4680000925\"", "[4680000925]")),
                Arguments.of("truth as id", Calls.BODY.replace("\"4680000925\"", "true")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void badBody_isRefused(String name, String body) throws IOException {
        refused("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: sim-gen1-key\r\nConnection: close\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    static Stream<Arguments> requests() {
        String put = "PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: sim-gen1-key\r\n";
        String length = "Content-Length: " + Calls.BODY.length() + "\r\n";
        String chunked = "Transfer-Encoding: chunked\r\n";
        String chunks = Integer.toHexString(Calls.BODY.length()) + "\r\n" + Calls.BODY + "\r\n0\r\n\r\n";
        return Stream.of(
                Arguments.of(
                        "two keys",
                        put + "X-WSM-API-TOKEN: other\r\nConnection: close\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of(
                        "the key twice",
                        put + "x-wsm-api-token: sim-gen1-key\r\nConnection: close\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of("both lengths", put + length + chunked + "\r\n" + chunks),
                Arguments.of("both lengths, other order", put + chunked + length + "\r\n" + chunks),
                Arguments.of("two lengths", put + length + "Content-Length: 5\r\n\r\n" + Calls.BODY),
                Arguments.of(
                        "two lengths in HTTP/1.0",
                        put.replace("1.1", "1.0") + "Connection: keep-alive\r\nContent-Length: 3\r\n" + length + "\r\n"
                                + Calls.BODY),
                Arguments.of("two lengths in one", put + "Content-Length: 5, 6\r\n\r\n" + Calls.BODY),
                Arguments.of("length with a sign", put + "Content-Length: +5\r\n\r\n" + Calls.BODY),
                Arguments.of("length too long", put + "Content-Length: 99999999999999999999\r\n\r\n" + Calls.BODY),
                Arguments.of("length in words", put + "Content-Length: five\r\n\r\n" + Calls.BODY),
                Arguments.of("chunked twice", put + "Transfer-Encoding: chunked, chunked\r\n\r\n" + chunks),
                Arguments.of("chunked not last", put + "Transfer-Encoding: chunked, gzip\r\n\r\n" + chunks),
                Arguments.of("odd transfer encoding", put + "Transfer-Encoding: xchunked\r\n\r\n" + chunks),
                Arguments.of("chunked in HTTP/1.0", put.replace("1.1", "1.0") + chunked + "\r\n" + chunks),
                Arguments.of("blank before the colon", put + "Transfer-Encoding : chunked\r\n\r\n" + chunks),
                Arguments.of("chunk size of letters", put + chunked + "\r\nxyz\r\n" + Calls.BODY),
                Arguments.of("chunk size below zero", put + chunked + "\r\n-1\r\n" + Calls.BODY),
                Arguments.of("chunk size too long", put + chunked + "\r\nfffffffffffffffff\r\n" + Calls.BODY),
                Arguments.of("chunk longer than its size", put + chunked + "\r\n1\r\n" + Calls.BODY + "\r\n0\r\n\r\n"),
                Arguments.of("chunks without an end", put + chunked + "\r\n1\r\n{\r\n"),
                Arguments.of(
                        "chunks that end in LF", (put + chunked + "\r\n").replace("\r", "") + chunks.replace("\r", "")),
                Arguments.of("NUL in a value", put + "X-A: a\u0000b\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of("NUL in a name", put + "X\u0000A: b\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of("CR in a value", put + "X-A: a\rb: c\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of("folded header", put + "X-A: a\r\n b\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of(
                        "folded header behind empty lines",
                        "\r\n\r\n" + put + "X-A: a\r\n b\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of(
                        "a body of a WebSocket's draft",
                        "GET /x HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\n\r\n12345678"
                                + put + length + "\r\n" + Calls.BODY),
                Arguments.of("vertical tab as a blank", put.replaceFirst(" ", "\u000b") + length + "\r\n" + Calls.BODY),
                Arguments.of("CR as a blank", put.replaceFirst(" ", "\r") + length + "\r\n" + Calls.BODY),
                Arguments.of("a path in the query of a URL", absolute(put, "http://x?a=", length)),
                Arguments.of("a URL in a query", absolute(put, "a?b=c://d", length)),
                Arguments.of("header without a colon", put + "X-A\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of("header without a name", put + ": a\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of(
                        "huge header", put + "X-A: " + "a".repeat(100_000) + "\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of("many headers", put + "X-A: a\r\n".repeat(20_000) + length + "\r\n" + Calls.BODY),
                Arguments.of("huge path", put.replace(Calls.UPLOAD, "/" + "a".repeat(100_000)) + "\r\n"),
                Arguments.of("two hosts", put + "Host: y\r\n" + length + "\r\n" + Calls.BODY),
                Arguments.of("unknown method", put.replace("PUT", "BREW") + "Connection: close\r\n\r\n"),
                Arguments.of("method in lower case", put.replace("PUT", "put") + "Connection: close\r\n\r\n"),
                Arguments.of("method with a forbidden letter", put.replace("PUT", "P(T") + "Connection: close\r\n\r\n"),
                Arguments.of("TRACE", put.replace("PUT", "TRACE") + "Connection: close\r\n\r\n"),
                Arguments.of("CONNECT", "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\nConnection: close\r\n\r\n"),
                Arguments.of("OPTIONS", put.replace("PUT", "OPTIONS") + "Connection: close\r\n\r\n"),
                Arguments.of("OPTIONS of all", "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                Arguments.of(
                        "absolute URL elsewhere",
                        put.replace(Calls.UPLOAD, "http://other/x") + "Connection: close\r\n\r\n"),
                Arguments.of(
                        "path without a slash", put.replace(Calls.UPLOAD, "bulkenroll") + "Connection: close\r\n\r\n"),
                Arguments.of("fragment", put.replace(Calls.UPLOAD, "/x#y") + "Connection: close\r\n\r\n"),
                Arguments.of("backslash", put.replace(Calls.UPLOAD, "/x\\..\\y") + "Connection: close\r\n\r\n"),
                Arguments.of("encoded NUL", put.replace(Calls.UPLOAD, "/x%00") + "Connection: close\r\n\r\n"),
                Arguments.of("not UTF-8", put.replace(Calls.UPLOAD, "/\u00ff\u00fe") + "Connection: close\r\n\r\n"));
    }

    private static String absolute(String put, String before, String length) {
        return put.replace(Calls.UPLOAD, before + Calls.UPLOAD) + "Connection: close\r\n" + length + "\r\n"
                + Calls.BODY;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void badRequest_isRefused(String name, String bytes) throws IOException {
        refused(bytes);
    }

    static Stream<Arguments> noise() {
        return Stream.of(
                Arguments.of("HTTP/0.9", "GET /\r\n"),
                Arguments.of("nothing", ""),
                Arguments.of("line ends", "\r\n\r\n\r\n"),
                Arguments.of("bytes", "\u0000\u0001\u00ff\u00fe\u0080".repeat(1000)),
                Arguments.of(
                        "TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "a".repeat(500)),
                Arguments.of("HTTP/2 with a broken frame", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\u00ff".repeat(100)),
                Arguments.of(
                        "HTTP/2 with too long a frame",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0" + "\u00ff\u00ff\u00ff\1\4\0\0\0\1"),
                Arguments.of("half of HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nXX"));
    }

    /** What is no HTTP/1.1 may get whatever ends it cleanly: never an answer of success, and nobody hangs. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("noise")
    void noise_endsTheConnection(String name, String bytes) throws IOException {
        assertThat(Calls.raw(gateway.url(), bytes)).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500", "Exception");

        assertNothingReachedGen2AndTheNextRequestIsServed();
    }

    private void refused(String bytes) throws IOException {
        assertThat(Calls.raw(gateway.url(), bytes))
                .matches(GEN1_ERROR)
                .containsOnlyOnce("HTTP/1.1 ")
                .doesNotContain("Exception", "jetty", "sim-gen1-key", "\tat ");

        assertNothingReachedGen2AndTheNextRequestIsServed();
    }

    private void assertNothingReachedGen2AndTheNextRequestIsServed() throws IOException {
        assertThat(knox.simulator().requests()).isEmpty();
        try (Response next = Calls.client(Protocol.HTTP_1_1)
                .newCall(Calls.upload(gateway.url(), Calls.BODY)
                        .newBuilder()
                        .header("Connection", "close")
                        .build())
                .execute()) {
            assertThat(next.code()).isEqualTo(200);
        }
    }

    /** Both are read to their end; what is over the limit is refused, what is within it only for its missing end. */
    @ParameterizedTest
    @MethodSource("sizes")
    void devicesOf64MiB_areRefused(int size, int status, String data) throws IOException {
        String answer;
        try (Socket socket = Calls.connect(gateway.url())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: sim-gen1-key\r\n"
                            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            answer = answerToDevices(socket, size);
        }

        if (answer.isEmpty()) {
            // A refusal that is there before the end is sent closes the connection, and may be lost with it.
            assertThat(status).isEqualTo(413);
            assertNothingReachedGen2AndTheNextRequestIsServed();
            return;
        }
        assertThat(answer).startsWith("HTTP/1.1 " + status).endsWith("\"data\":\"" + data + "\"}");
        assertNothingReachedGen2AndTheNextRequestIsServed();
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                Arguments.of(LARGEST, 400, "the body is not valid JSON at path $.devices.list[3728267]"),
                Arguments.of(LARGEST + 1, 413, "the body is larger than 67108864 bytes"));
    }

    /** Returns the answer, or nothing if the connection was closed before. */
    private static String answerToDevices(Socket socket, int size) {
        try {
            sendDevices(socket.getOutputStream(), size);
            return Calls.read(socket);
        } catch (IOException closedBefore) {
            return "";
        }
    }

    /** Sends so many bytes of an upload that has no end, in chunks of a megabyte. */
    private static void sendDevices(OutputStream out, int size) throws IOException {
        StringBuilder chunk = new StringBuilder("{\"transactionId\":\"1\",\"devices\":{\"type\":\"IMEI\",\"list\":[");
        for (int sent = 0; sent < size; ) {
            while (chunk.length() < 1 << 20) {
                chunk.append("\"351800000000701\",");
            }
            int length = Math.min(size - sent, 1 << 20);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(chunk.substring(0, length).getBytes(StandardCharsets.US_ASCII));
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            chunk.delete(0, length);
            sent += length;
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Bytes that a proxy in front may have taken for the body of the first are never a second request. */
    @Test
    void smuggledRequest_isNotServed() throws IOException {
        String smuggled =
                "GET " + Calls.UPLOAD + "/status?resellerId=4680000925&transactionId=1 HTTP/1.1\r\nHost: x\r\n"
                        + "X-WSM-API-TOKEN: sim-gen1-key\r\n\r\n";

        refused("PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + (5 + smuggled.length())
                + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled);
    }
}
