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
import io.netty.handler.codec.http.HttpUtil;
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
    private static final int EXPECTATION_FAILED = 417;
    /** What a name or an address has, and a port (RFC 3986, section 3.2). */
    private static final CharMatcher AUTHORITY = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("-._~%!$&'()*+,;=:[]"))
            .precomputed();

    private Framing() {}

    /**
     * The first drafts of WebSockets, which Netty knows: a GET with both has a body of 8 bytes without a length, of which no
     * proxy knows.
     */
    private static final List<String> DRAFTS = List.of("Sec-WebSocket-Key1", "Sec-WebSocket-Key2");

    /** Returns why a head cannot be served; null if it can. */
    static Turn.@Nullable Refusal fault(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            Throwable cause = head.decoderResult().cause();
            boolean tooLarge = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
            return tooLarge ? new Turn.Refusal(HEAD_TOO_LARGE, "its head is too large") : bad("its head is malformed");
        }
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return new Turn.Refusal(HttpURLConnection.HTTP_VERSION, "its version is neither HTTP/1.1 nor HTTP/1.0");
        }
        if (DRAFTS.stream().anyMatch(head.headers()::contains)) {
            return bad("it asks for a draft of WebSockets");
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (!version.equals(HttpVersion.HTTP_1_1)) {
                return bad("HTTP/1.0 has no chunks");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return bad("its transfer coding is not chunked alone");
            }
        }
        List<String> expected = head.headers().getAll(HttpHeaderNames.EXPECT);
        if (!expected.isEmpty() && !HttpUtil.is100ContinueExpected(head)) {
            return new Turn.Refusal(EXPECTATION_FAILED, "Expectation Failed");
        }
        return hostFault(head);
    }

    private static Turn.@Nullable Refusal hostFault(HttpRequest head) {
        List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return head.protocolVersion().equals(HttpVersion.HTTP_1_1) ? bad("No Host") : null;
        }
        if (hosts.size() > 1) {
            return bad("Duplicate Host");
        }
        String host = hosts.get(0);
        if (!AUTHORITY.matchesAllOf(host)) {
            return bad("Bad HostPort");
        }
        String authority = Target.authority(head);
        return authority == null || authority.equalsIgnoreCase(host) ? null : bad("Authority!=Host");
    }

    private static Turn.Refusal bad(String why) {
        return new Turn.Refusal(HttpURLConnection.HTTP_BAD_REQUEST, why);
    }

    /**
     * Decodes one request at a time: what comes before its answer is sent stays undecoded, and nothing more is read.
     *
     * <p>Refuses what Netty would mend: a message with two lengths, of which it ignores one, folded headers, which it joins,
     * and odd characters in the first line, which it takes for blanks.
     */
    static final class Decoder extends HttpRequestDecoder {
        private static final int LARGEST_PIECE = 1 << 20;
        private static final byte DELETE = 127;

        private @Nullable ChannelHandlerContext context;
        private boolean begun;
        private boolean inBody;
        private boolean discards;
        /** Whether a request was passed on, and not answered. */
        private boolean answering;

        private boolean decoding;
        /** Whether the end of the caller's side waits for the answers to what it sent before. */
        private boolean endWaits;
        /** Whether the caller has ended its side. */
        private boolean ended;

        Decoder(int longestHead) {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(longestHead)
                    .setMaxHeaderSize(longestHead)
                    .setHeadersFactory(new OneLength.Factory())
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

        /** What waits behind a request is not added to: what this passes on to would read on. */
        @Override
        public void channelReadComplete(ChannelHandlerContext reading) throws Exception {
            if (isAtItsEnd()) {
                super.channelReadComplete(reading);
            } else {
                discardSomeReadBytes();
                reading.fireChannelReadComplete();
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
                if (endWaits && isAtItsEnd()) {
                    endWaits = false;
                    super.userEventTriggered(reading, ChannelInputShutdownEvent.INSTANCE);
                }
            } catch (Exception e) {
                reading.fireExceptionCaught(e);
            }
        }

        /** Returns whether the caller has ended its side. */
        boolean hasEnded() {
            return ended;
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
                return;
            }
            ended = true;
            if (isAtItsEnd()) {
                super.userEventTriggered(reading, ChannelInputShutdownEvent.INSTANCE);
            } else {
                endWaits = true;
            }
        }

        private boolean isAtItsEnd() {
            return discards || !answering || actualReadableBytes() == 0;
        }

        @Override
        protected void decode(ChannelHandlerContext reading, ByteBuf in, List<Object> out) throws Exception {
            if (discards) {
                in.skipBytes(in.readableBytes());
            } else if (!inBody && !answering && isOdd(in, begun)) {
                discards = true;
                in.skipBytes(in.readableBytes());
                HttpRequest bad = new DefaultFullHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/");
                bad.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("odd lines")));
                out.add(bad);
            } else if (!answering) {
                decodeNext(reading, in, out);
            }
        }

        private void decodeNext(ChannelHandlerContext reading, ByteBuf in, List<Object> out) throws Exception {
            int first = firstOfLine(in);
            int known = out.size();
            super.decode(reading, in, out);
            begun |= in.readerIndex() > first;
            for (Object decoded : out.subList(known, out.size())) {
                inBody = !(decoded instanceof LastHttpContent);
                begun = inBody;
                answering = !inBody;
            }
        }

        /** Returns where the first line begins: Netty skips blanks and line ends before it. */
        private static int firstOfLine(ByteBuf in) {
            int at = in.readerIndex();
            while (at < in.writerIndex() && (in.getByte(at) == ' ' || isControl(in.getByte(at)))) {
                at++;
            }
            return at;
        }

        private static boolean isControl(byte one) {
            return (one >= 0 && one < ' ') || one == DELETE;
        }

        /**
         * Returns whether a line of the head begins with a blank, or the first one has a control character.
         *
         * @param begun whether the first line was taken already
         */
        private static boolean isOdd(ByteBuf in, boolean begun) {
            int line = begun ? in.readerIndex() : firstOfLine(in);
            boolean first = !begun;
            while (line < in.writerIndex()) {
                byte start = in.getByte(line);
                if (!first && (start == ' ' || start == '\t')) {
                    return true;
                }
                if (!first && (start == '\r' || start == '\n')) {
                    return false; // the end of the head
                }
                int end = in.indexOf(line, in.writerIndex(), (byte) '\n');
                if (end < 0) {
                    return false;
                }
                if (first && hasControl(in, line, end)) {
                    return true;
                }
                first = false;
                line = end + 1;
            }
            return false;
        }

        /** The line may end in CR LF. */
        private static boolean hasControl(ByteBuf in, int line, int end) {
            for (int at = line; at < end; at++) {
                if (isControl(in.getByte(at)) && !(in.getByte(at) == '\r' && at == end - 1)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
        }
    }
}
