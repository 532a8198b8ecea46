package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a caller of HTTP/1 sends before it has its answer, and what it may not send any more. */
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class PipeliningTest {
    private static final Pattern ID = Pattern.compile("X-Request-Id: (\\S+)");

    private final HeldProgram program = new HeldProgram();

    @RegisterExtension
    final OpenEntrance entrance = new OpenEntrance(program);

    @AfterEach
    void stop() {
        program.letEnd(1000);
    }

    private static String get(int number) {
        return "GET /x HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + number + "\r\n\r\n";
    }

    private static String upload(int number, String version, String headers) {
        return "PUT " + Calls.UPLOAD + " HTTP/" + version + "\r\nHost: x\r\nX-WSM-API-TOKEN: k\r\nX-Request-Id: "
                + number + "\r\n" + headers + "Content-Length: " + Calls.BODY.length() + "\r\n\r\n" + Calls.BODY;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> ids(String answers) {
        return ID.matcher(answers).results().map(each -> each.group(1)).collect(Collectors.toList());
    }

    private static List<String> numbers(int most) {
        return IntStream.range(0, most).mapToObj(Integer::toString).collect(Collectors.toList());
    }

    /** The caller ends its side at once, and the first answer takes its time. */
    @Test
    void requestsInOnePiece_areAnsweredInTheirOrder_alsoToACallerThatSendsNoMore() throws Exception {
        URI url = entrance.start(Limits.standard());
        StringBuilder requests = new StringBuilder(upload(0, "1.1", ""));
        for (int i = 1; i < 300; i++) {
            requests.append(i % 100 == 0 ? upload(i, "1.1", "") : get(i));
        }
        try (Socket socket = Calls.connect(url)) {
            send(socket, requests.toString());
            socket.shutdownOutput();
            program.awaitBegun(1);
            program.letEnd(3);

            String answers = Calls.read(socket);
            assertThat(ids(answers)).isEqualTo(numbers(300));
            assertThat(Pattern.compile("HTTP/1.1 200 ")
                            .matcher(answers)
                            .results()
                            .map(MatchResult::group))
                    .hasSize(3);
        }
        assertThat(entrance.scrape()).contains("kdp_gateway_requests_active 0.0");
    }

    /** Otherwise a caller could fill the memory with requests that wait for their turn. */
    @Test
    void requestsBehindOneThatIsNotAnswered_areNeitherDecodedNorRead() {
        Framing.Decoder decoder = new Framing.Decoder(8192);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        byte[] many = get(1).repeat(1000).getBytes(StandardCharsets.ISO_8859_1);

        channel.writeInbound(Unpooled.wrappedBuffer(many));
        assertThat(heads(channel)).isEqualTo(1);
        assertThat(channel.config().isAutoRead()).isFalse();

        decoder.next();
        assertThat(heads(channel)).isEqualTo(1);
        assertThat(channel.config().isAutoRead()).isFalse();
        for (int i = 2; i < 1000; i++) {
            decoder.next();
            assertThat(heads(channel)).isEqualTo(1);
        }
        decoder.next();
        assertThat(heads(channel)).isZero();
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }

    /** What came with the request, or in the read after it, is all: the decoder asked for more as long as that gave nothing. */
    @Test
    void bytesBehindARequestThatIsNotAnswered_areReadOnce() {
        AtomicInteger reads = new AtomicInteger();
        Framing.Decoder decoder = new Framing.Decoder(8192);
        EmbeddedChannel channel = new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void read(ChannelHandlerContext context) {
                        reads.incrementAndGet();
                    }
                },
                decoder);
        channel.writeInbound(Unpooled.copiedBuffer(get(1), StandardCharsets.ISO_8859_1));
        int before = reads.get();

        channel.writeInbound(Unpooled.copiedBuffer("x".repeat(4096), StandardCharsets.ISO_8859_1));

        assertThat(reads).hasValue(before);
        assertThat(channel.config().isAutoRead()).isFalse();
        channel.finishAndReleaseAll();
    }

    private static int heads(EmbeddedChannel channel) {
        int heads = 0;
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            heads += next instanceof HttpRequest ? 1 : 0;
        }
        return heads;
    }

    @Test
    void callerOfHttp10_getsOneAnswer_andMoreIfItSaysSo() throws Exception {
        URI url = entrance.start(Limits.standard());
        program.letEnd(3);
        try (Socket once = Calls.connect(url);
                Socket often = Calls.connect(url)) {
            send(once, upload(0, "1.0", ""));
            assertThat(Calls.read(once)).startsWith("HTTP/1.1 200 ").contains("Connection: close\r\n");

            send(often, upload(1, "1.0", "Connection: keep-alive\r\n") + upload(2, "1.0", ""));
            String answers = Calls.read(often);
            assertThat(ids(answers)).containsExactly("1", "2");
            assertThat(answers).containsSubsequence("Connection: keep-alive\r\n", "Connection: close\r\n");
        }
    }

    /** Its answer is there before it reads, and would be lost if its further bytes made the gateway reset the connection. */
    @Test
    void callerThatSendsOnAfterItsRefusal_getsIt() throws Exception {
        URI url = entrance.start(Limits.standard().with(GatewaySettings.BODY, 1000));
        int size = 16 << 20;
        try (Socket socket = Calls.connect(url)) {
            send(
                    socket,
                    "PUT " + Calls.UPLOAD + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: k\r\nContent-Length: " + size
                            + "\r\n\r\n");
            OutputStream out = socket.getOutputStream();
            byte[] piece = new byte[1 << 16];
            for (int sent = 0; sent < size; sent += piece.length) {
                out.write(piece);
            }

            assertThat(Calls.read(socket))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("Connection: close\r\n")
                    .endsWith("\"data\":\"the body is larger than 1000 bytes\"}");
        }
    }
}
