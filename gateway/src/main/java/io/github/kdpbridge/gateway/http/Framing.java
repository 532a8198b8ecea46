package io.github.kdpbridge.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
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
    private static final int EXPECTATION_FAILED = 417;
    /**
     * The first drafts of WebSockets, which Netty knows: a GET with both has a body of 8 bytes without a length, of which no
     * proxy knows.
     */
    private static final List<String> DRAFTS = List.of("Sec-WebSocket-Key1", "Sec-WebSocket-Key2");

    private Framing() {}

    /** Returns why a head cannot be served; null if it can. */
    static Turn.@Nullable Refusal fault(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            Throwable cause = head.decoderResult().cause();
            if (cause instanceof OddLine odd) {
                return odd.fault;
            }
            boolean tooLarge = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
            return tooLarge ? new Turn.Refusal(HEAD_TOO_LARGE, "its head is too large") : bad("its head is malformed");
        }
        boolean isHttp11 = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (DRAFTS.stream().allMatch(head.headers()::contains)) {
            return bad("it asks for a draft of WebSockets");
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (!isHttp11) {
                return bad("HTTP/1.0 has no chunks");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return bad("its transfer coding is not chunked alone");
            }
        }
        int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && isHttp11)) {
            return bad("it has not exactly one Host");
        }
        return meaningFault(head);
    }

    /** Returns why a head cannot be served, whatever carried it; null if it can. */
    static Turn.@Nullable Refusal meaningFault(HttpRequest head) {
        boolean expectsMore = head.headers().getAll(HttpHeaderNames.EXPECT).stream()
                .anyMatch(each -> !each.isEmpty() && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(each));
        if (expectsMore && head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return new Turn.Refusal(EXPECTATION_FAILED, "it expects what is unknown");
        }
        String fault = Target.of(head).fault(head.headers().get(HttpHeaderNames.HOST));
        return fault == null ? null : bad(fault);
    }

    private static Turn.Refusal bad(String why) {
        return new Turn.Refusal(HttpURLConnection.HTTP_BAD_REQUEST, why);
    }

    /**
     * Decodes one request at a time: what comes before its answer is sent stays undecoded, and nothing more is read.
     *
     * <p>Refuses what Netty would mend: a message with two lengths, of which it ignores one, folded headers, which it joins,
     * and a {@linkplain FirstLine first line} that it takes for another.
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
                return;
            }
            if (answering) {
                return;
            }
            Turn.Refusal fault = inBody ? null : oddLine(in);
            if (fault != null) {
                discards = true;
                in.skipBytes(in.readableBytes());
                HttpRequest bad = new DefaultFullHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/");
                bad.setDecoderResult(DecoderResult.failure(new OddLine(fault)));
                out.add(bad);
            } else if (inBody || begun || !isHalfALineEnd(in)) {
                decodeNext(reading, in, out);
            }
        }

        /** Netty passes over a CR, whatever follows it. */
        private static boolean isHalfALineEnd(ByteBuf in) {
            int begin = FirstLine.begin(in);
            return begin + 1 == in.writerIndex() && in.getByte(begin) == '\r';
        }

        private void decodeNext(ChannelHandlerContext reading, ByteBuf in, List<Object> out) throws Exception {
            int first = FirstLine.begin(in);
            int known = out.size();
            super.decode(reading, in, out);
            begun |= in.readerIndex() > first;
            for (Object decoded : out.subList(known, out.size())) {
                inBody = !(decoded instanceof LastHttpContent);
                begun = inBody;
                answering = !inBody;
            }
        }

        /** Returns why the lines of a head that are there cannot be served; null if they can. */
        private Turn.@Nullable Refusal oddLine(ByteBuf in) {
            int line = begun ? in.readerIndex() : FirstLine.begin(in);
            boolean first = !begun;
            while (line < in.writerIndex()) {
                byte start = in.getByte(line);
                if (first && !FirstLine.mayBegin(in, line)) {
                    return bad("its first line is malformed");
                }
                if (!first && (start == ' ' || start == '\t')) {
                    return bad("it has a folded header");
                }
                if (!first && (start == '\r' || start == '\n')) {
                    return null; // the end of the head
                }
                int end = in.indexOf(line, in.writerIndex(), (byte) '\n');
                if (end < 0) {
                    return null;
                }
                Turn.Refusal fault = first ? FirstLine.fault(in, line, end) : null;
                if (fault != null) {
                    return fault;
                }
                first = false;
                line = end + 1;
            }
            return null;
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
        }
    }
    /** A line of a head that Netty would have read in its own way. */
    private static final class OddLine extends IllegalArgumentException {
        private final transient Turn.Refusal fault;

        OddLine(Turn.Refusal fault) {
            super(fault.why());
            this.fault = fault;
        }
    }
}
