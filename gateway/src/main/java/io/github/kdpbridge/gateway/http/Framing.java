package io.github.kdpbridge.gateway.http;

import com.google.common.base.CharMatcher;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.HttpURLConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request of HTTP/1.1 ends, in which a proxy and this server must agree. What leaves doubt is refused. */
final class Framing {
    private static final int HEAD_TOO_LARGE = 431;
    /** What a name or an address has, and a port (RFC 3986, section 3.2). */
    private static final CharMatcher AUTHORITY = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("-._~%!$&'()*+,;=:[]"))
            .precomputed();

    private Framing() {}

    /** Returns why a head cannot be served; null if it can. */
    static Turn.@Nullable Refusal fault(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            Throwable cause = head.decoderResult().cause();
            boolean tooLarge = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
            return tooLarge ? new Turn.Refusal(HEAD_TOO_LARGE, "its head is too large") : bad("its head is malformed");
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (!head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                return bad("HTTP/1.0 has no chunks");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return bad("its transfer coding is not chunked alone");
            }
        }
        List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && head.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return bad("it has not exactly one Host");
        }
        if (!hosts.isEmpty() && !AUTHORITY.matchesAllOf(hosts.get(0))) {
            return bad("its Host is malformed");
        }
        return null;
    }

    private static Turn.Refusal bad(String why) {
        return new Turn.Refusal(HttpURLConnection.HTTP_BAD_REQUEST, why);
    }

    /** Refuses what Netty would mend: a message with both lengths, of which it ignores one, and folded headers, which it joins. */
    static final class Decoder extends HttpRequestDecoder {
        private boolean begun;
        private boolean inBody;
        private boolean refused;

        Decoder(int longestHead) {
            super(new HttpDecoderConfig().setMaxInitialLineLength(longestHead).setMaxHeaderSize(longestHead));
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (refused) {
                in.skipBytes(in.readableBytes());
                return;
            }
            if (!inBody && isFolded(in, begun)) {
                refused = true;
                in.skipBytes(in.readableBytes());
                HttpRequest bad = new DefaultFullHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/");
                bad.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a folded header")));
                out.add(bad);
                return;
            }
            int before = in.readerIndex();
            int known = out.size();
            super.decode(context, in, out);
            begun |= in.readerIndex() > before;
            for (Object decoded : out.subList(known, out.size())) {
                inBody = !(decoded instanceof LastHttpContent);
                begun = inBody;
            }
        }

        /**
         * Returns whether a line of the head begins with a blank.
         *
         * @param begun whether a line before these bytes was taken already
         */
        private static boolean isFolded(ByteBuf in, boolean begun) {
            int line = in.readerIndex();
            boolean first = !begun;
            while (line < in.writerIndex()) {
                byte start = in.getByte(line);
                if (!first && (start == ' ' || start == '\t')) {
                    return true;
                }
                if (!first && (start == '\r' || start == '\n')) {
                    return false; // the end of the head
                }
                first = false;
                int end = in.indexOf(line, in.writerIndex(), (byte) '\n');
                if (end < 0) {
                    return false;
                }
                line = end + 1;
            }
            return false;
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
        }
    }
}
