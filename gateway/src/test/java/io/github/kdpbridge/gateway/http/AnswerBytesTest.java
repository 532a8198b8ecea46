package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the old service may have written does no harm on the way to the caller. */
@Tag("one-jdk")
class AnswerBytesTest {
    private static Visit visit(HttpMethod method) {
        GatewayConfig config = GatewayConfig.builder().anyKey(new HeldProgram()).build();
        return new Visit(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/x"),
                "HTTP/1.1",
                null,
                new Callers(config.proxies()));
    }

    private static String written(HttpMethod method, Gen1Header... headers) {
        return written(method, 200, headers);
    }

    private static String written(HttpMethod method, int status, Gen1Header... headers) {
        EmbeddedChannel channel = new EmbeddedChannel();
        Gen1Response answer = Gen1Response.passedOn(status, List.of(headers), ByteString.EMPTY);
        var unused = AnswerBytes.write(visit(method), answer, false, channel);
        channel.flush();
        ByteBuf bytes = channel.readOutbound();
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        bytes.release();
        channel.finishAndReleaseAll();
        return text;
    }

    /** Over HTTP/2, Netty refuses to write them, and the caller got no answer. */
    @Test
    void headersOfAnyBytes_endNoLine_andHaveNames() {
        Gen1Response answer = Gen1Response.passedOn(
                200,
                List.of(
                        new Gen1Header("X-Note", "a\u0001b\u007fc\rd\ne\tf\u00e4g\u4e00"),
                        new Gen1Header("X Note", "no name"),
                        new Gen1Header("X-Plain", "a b")),
                ByteString.EMPTY);

        assertThat(AnswerBytes.headers(visit(HttpMethod.GET), answer))
                .filteredOn(header -> header.name().startsWith("X") && !header.isNamed(RequestId.HEADER))
                .containsExactly(new Gen1Header("X-Note", "a?b?c?d?e\tf\u00e4g?"), new Gen1Header("X-Plain", "a b"));
    }

    @Test
    void lengthOfAnAnswerToHead_isThatOfTheOldService() {
        assertThat(written(HttpMethod.HEAD, new Gen1Header("Content-Length", "4711")))
                .containsOnlyOnce("Content-Length: ")
                .contains("Content-Length: 4711\r\n");
        assertThat(written(HttpMethod.GET, new Gen1Header("content-length", "4711")))
                .containsOnlyOnce("ontent-")
                .contains("Content-Length: 0\r\n");
    }

    @Test
    void oddLengthsOfAnAnswerToHead_areNotPassedOn() {
        assertThat(written(
                        HttpMethod.HEAD, new Gen1Header("Content-Length", "1"), new Gen1Header("content-length", "2")))
                .contains("Content-Length: 1\r\n")
                .doesNotContain("content-length");
        assertThat(written(HttpMethod.HEAD, new Gen1Header("Content-Length", "+1")))
                .doesNotContainIgnoringCase("content-length");
    }

    /** 0 would be a claim about the answer to a GET. */
    @Test
    void unknownLengthOfAnAnswerToHead_isNotMadeUp() {
        assertThat(written(HttpMethod.HEAD)).doesNotContainIgnoringCase("content-length");
        assertThat(written(HttpMethod.GET)).contains("Content-Length: 0\r\n");
    }

    @Test
    void answerThatHasNoContent_hasNoLength() {
        for (HttpMethod method : List.of(HttpMethod.HEAD, HttpMethod.GET)) {
            assertThat(written(method, 204, new Gen1Header("Content-Length", "3")))
                    .doesNotContainIgnoringCase("content-length");
        }
    }
}
