package io.github.kdpbridge.gateway.http;

import com.google.common.collect.Iterables;
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
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request of HTTP/1.1 ends, in which a proxy and this server must agree. What leaves doubt is refused. */
final class Framing {
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
            return head.decoderResult().cause() instanceof OddHead odd
                    ? odd.fault()
                    : Turn.Refusal.bad("its head is malformed");
        }
        boolean isHttp11 = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (Iterables.all(DRAFTS, head.headers()::contains)) {
            return Turn.Refusal.bad("it asks for a draft of WebSockets");
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (!isHttp11) {
                return Turn.Refusal.bad("HTTP/1.0 has no chunks");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return Turn.Refusal.bad("its transfer coding is not chunked alone");
            }
        }
        int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && isHttp11)) {
            return Turn.Refusal.bad(hosts == 0 ? "it has no Host" : "it has more than one Host");
        }
        return meaningFault(head);
    }

    /** Returns why a head cannot be served, whatever carried it; null if it can. */
    static Turn.@Nullable Refusal meaningFault(HttpRequest head) {
        boolean expectsMore = Iterables.any(
                head.headers().getAll(HttpHeaderNames.EXPECT),
                each -> !each.isEmpty() && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(each));
        if (expectsMore && head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return new Turn.Refusal(EXPECTATION_FAILED, "it expects what is unknown");
        }
        String fault = Target.of(head).fault(head.headers().get(HttpHeaderNames.HOST));
        return fault == null ? null : Turn.Refusal.bad(fault);
    }

    /**
     * Decodes one request at a time: what comes before its answer is sent stays undecoded, and nothing more is read.
     *
     * <p>Refuses what Netty would mend: a message with two lengths, of which it ignores one, folded headers, which it joins,
     * and a {@linkplain FirstLine first line} that it takes for another. {@link HeadLines} looks at the lines before.
     */
    static final class Decoder extends HttpRequestDecoder {
        private static final int LARGEST_PIECE = 1 << 20;

        private @Nullable ChannelHandlerContext context;
        private final HeadLines head;
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
            this.head = new HeadLines(longestHead);
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
            Turn.Refusal fault = inBody ? null : head.fault(in);
            if (fault != null) {
                discards = true;
                in.skipBytes(in.readableBytes());
                HttpRequest bad = new DefaultFullHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/");
                bad.setDecoderResult(DecoderResult.failure(new OddHead(fault)));
                out.add(bad);
            } else if (inBody || head.isBegun() || !isHalfALineEnd(in)) {
                decodeNext(reading, in, out);
            }
        }

        /** Netty passes over a CR, whatever follows it. */
        private static boolean isHalfALineEnd(ByteBuf in) {
            int begin = FirstLine.begin(in);
            return begin + 1 == in.writerIndex() && in.getByte(begin) == '\r';
        }

        private void decodeNext(ChannelHandlerContext reading, ByteBuf in, List<Object> out) throws Exception {
            if (inBody || !head.isBare()) {
                decodeAll(reading, in, out);
            } else if (head.isWhole()) {
                ByteBuf lines = head.withCrLf(in, reading.alloc());
                try {
                    decodeAll(reading, lines, out);
                } finally {
                    lines.release();
                }
            }
        }

        private void decodeAll(ChannelHandlerContext reading, ByteBuf in, List<Object> out) throws Exception {
            boolean first = !inBody && !head.isBegun();
            int begin = first ? FirstLine.begin(in) : in.readerIndex();
            int known = out.size();
            super.decode(reading, in, out);
            if (!inBody) {
                head.taken(Math.max(0, in.readerIndex() - begin));
            }
            for (Object decoded : out.subList(known, out.size())) {
                if (decoded instanceof HttpRequest request && isUnreadable(request)) {
                    String why = HeadLines.fault(in, begin, first);
                    request.setDecoderResult(DecoderResult.failure(new OddHead(Turn.Refusal.bad(why))));
                }
                inBody = !(decoded instanceof LastHttpContent);
                answering = !inBody;
                head.next();
            }
        }

        private static boolean isUnreadable(HttpRequest request) {
            return request.decoderResult().isFailure()
                    && !(request.decoderResult().cause() instanceof OddHead);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new OddHead(Turn.Refusal.bad("it has both Transfer-Encoding and Content-Length"));
        }
    }
}
