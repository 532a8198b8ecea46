package io.github.kdpbridge.gateway.http;

import com.google.common.base.CharMatcher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
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
import io.netty.handler.ssl.SslCloseCompletionEvent;
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

    /**
     * Decodes one request at a time: what comes before its answer is sent stays undecoded, and nothing more is read.
     *
     * <p>Refuses what Netty would mend: a message with both lengths, of which it ignores one, and folded headers, which it
     * joins.
     */
    static final class Decoder extends HttpRequestDecoder {
        private static final int LARGEST_PIECE = 1 << 20;

        private @Nullable ChannelHandlerContext context;
        private boolean begun;
        private boolean inBody;
        private boolean discards;
        /** Whether a request was passed on, and not answered. */
        private boolean answering;

        private boolean decoding;
        private boolean ended;

        Decoder(int longestHead) {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(longestHead)
                    .setMaxHeaderSize(longestHead)
                    .setMaxChunkSize(LARGEST_PIECE));
        }

        @Override
        public void channelRead(ChannelHandlerContext reading, Object bytes) throws Exception {
            context = reading;
            decoding = true;
            try {
                super.channelRead(reading, bytes);
            } finally {
                decoding = false;
            }
            if (!isAtItsEnd()) {
                reading.channel().config().setAutoRead(false);
            }
        }

        /** Passes the next request on, whose bytes may be there. */
        void next() {
            answering = false;
            ChannelHandlerContext reading = context;
            if (decoding || reading == null) {
                return; // the decoder goes on by itself
            }
            try {
                if (actualReadableBytes() > 0) {
                    channelRead(reading, Unpooled.EMPTY_BUFFER);
                    channelReadComplete(reading);
                }
                if (isAtItsEnd()) {
                    reading.channel().config().setAutoRead(true);
                }
                if (ended && isAtItsEnd()) {
                    ended = false;
                    super.userEventTriggered(reading, ChannelInputShutdownEvent.INSTANCE);
                }
            } catch (Exception e) {
                reading.fireExceptionCaught(e);
            }
        }

        /** Discards whatever comes. */
        void discard() {
            discards = true;
        }

        /** The caller ends its side, by itself or in TLS. What it sent before is answered first. */
        @Override
        public void userEventTriggered(ChannelHandlerContext reading, Object event) throws Exception {
            if (!(event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent)) {
                super.userEventTriggered(reading, event);
            } else if (isAtItsEnd()) {
                super.userEventTriggered(reading, ChannelInputShutdownEvent.INSTANCE);
            } else {
                ended = true;
            }
        }

        private boolean isAtItsEnd() {
            return discards || !answering || actualReadableBytes() == 0;
        }

        @Override
        protected void decode(ChannelHandlerContext reading, ByteBuf in, List<Object> out) throws Exception {
            if (discards) {
                in.skipBytes(in.readableBytes());
            } else if (!inBody && !answering && isFolded(in, begun)) {
                discards = true;
                in.skipBytes(in.readableBytes());
                HttpRequest bad = new DefaultFullHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/");
                bad.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a folded header")));
                out.add(bad);
            } else if (!answering) {
                decodeNext(reading, in, out);
            }
        }

        private void decodeNext(ChannelHandlerContext reading, ByteBuf in, List<Object> out) throws Exception {
            int before = in.readerIndex();
            int known = out.size();
            super.decode(reading, in, out);
            begun |= in.readerIndex() > before;
            for (Object decoded : out.subList(known, out.size())) {
                inBody = !(decoded instanceof LastHttpContent);
                begun = inBody;
                answering = !inBody;
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
