package io.github.kdpbridge.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.List;

/**
 * Ignores the frames of a stream that has ended here while they were on their way (RFC 9113, section 5.1): its request was
 * answered early, was one too many, or had a head that HTTP/2 forbids. Netty would reset the stream for each of them and, if
 * it never began the stream, end the connection with all its requests. A mistake that ends the connection lets those under
 * way end before. Only for the connection's loop.
 */
final class LateFrames extends DecoratingHttp2ConnectionDecoder {
    /** The window of a connection, in pieces of 64 bytes. */
    private static final int MOST = Protocols.CONNECTION_WINDOW / 64;

    private final Connection connection;
    private final FrameRate.PerSecond late = new FrameRate.PerSecond(MOST, "frames of streams that have ended");

    private LateFrames(Http2ConnectionDecoder decoder, Connection connection) {
        super(decoder);
        this.connection = connection;
    }

    /** Returns a builder of a server's codecs that ignore them. */
    static Http2FrameCodecBuilder codec() {
        return new Builder(new Connection());
    }

    @Override
    public void decodeFrame(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Http2Exception {
        try {
            super.decodeFrame(context, in, out);
        } catch (Http2Exception e) {
            if (!Http2Exception.isStreamError(e)) {
                throw isMistake(e) ? lastRequests(context, e) : e;
            }
            int stream = Http2Exception.streamId(e);
            if (e.error() != Http2Error.STREAM_CLOSED || connection.stream(stream) != null) {
                connection.mistaken = Math.max(connection.mistaken, stream);
                throw e;
            }
            late.count();
        }
    }

    /** Returns whether the caller broke the rules of HTTP/2, but is no flood. */
    private static boolean isMistake(Http2Exception e) {
        return e.error() != Http2Error.ENHANCE_YOUR_CALM && e.error() != Http2Error.INTERNAL_ERROR;
    }

    /**
     * Nothing more is read of a connection, so what has not come as a whole was not done, and its caller is told so. The
     * others, perhaps of other callers behind a proxy, get their answers before the connection ends.
     */
    private Http2Exception lastRequests(ChannelHandlerContext context, Http2Exception mistake) throws Http2Exception {
        Http2ConnectionHandler codec = (Http2ConnectionHandler) context.handler();
        var unused = connection.forEachActiveStream(stream -> {
            if (stream.state().remoteSideOpen()) {
                var unusedReset =
                        codec.resetStream(context, stream.id(), Http2Error.REFUSED_STREAM.code(), context.newPromise());
            }
            return true;
        });
        int last = connection.remote().lastStreamCreated();
        long code = mistake.error().code();
        ByteBuf why = Http2CodecUtil.toByteBuf(context, mistake);
        // Netty would close the connection as soon as it had sent an error.
        var unusedSent = connection.goAwaySent(last, code, why);
        var unusedWritten = codec.encoder().frameWriter().writeGoAway(context, last, code, why, context.newPromise());
        context.flush(); // with no stream left, Netty closes the connection before it would
        return new Http2Exception(
                mistake.error(), mistake.getMessage(), mistake, Http2Exception.ShutdownHint.GRACEFUL_SHUTDOWN);
    }

    /** Knows also the streams that Netty never began. */
    private static final class Connection extends DefaultHttp2Connection {
        /** The latest stream that Netty has refused. */
        private int mistaken;

        Connection() {
            super(true);
        }

        @Override
        public boolean streamMayHaveExisted(int stream) {
            return (stream > 0 && stream <= mistaken) || super.streamMayHaveExisted(stream);
        }
    }

    /** Builds a codec around Netty's encoder, which counts resets, and a decoder whose heads may be {@linkplain LongHeads long}. */
    private static final class Builder extends Http2FrameCodecBuilder {
        private final Connection connection;

        Builder(Connection connection) {
            this.connection = connection;
            var unused = connection(connection);
        }

        @Override
        protected Http2FrameCodec build(
                Http2ConnectionDecoder replaced, Http2ConnectionEncoder encoder, Http2Settings settings) {
            replaced.close();
            DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(new LongHeads(settings.maxHeaderListSize()));
            DefaultHttp2ConnectionDecoder decoder = new DefaultHttp2ConnectionDecoder(connection, encoder, reader);
            return new LimitedBuilder(decoder, encoder, connection)
                    .initialSettings(settings)
                    .build();
        }
    }

    /** Adds Netty's limits of frames. */
    private static final class LimitedBuilder extends Http2FrameCodecBuilder {
        private final Connection connection;

        LimitedBuilder(Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Connection connection) {
            this.connection = connection;
            var unused = codec(decoder, encoder);
        }

        @Override
        protected Http2FrameCodec build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            return super.build(new LateFrames(decoder, connection), encoder, settings);
        }
    }
}
