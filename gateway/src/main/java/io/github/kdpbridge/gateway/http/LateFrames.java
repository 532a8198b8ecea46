package io.github.kdpbridge.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.List;

/**
 * Ignores the frames of a stream that has ended here while they were on their way (RFC 9113, section 5.1): its request was
 * answered early, was one too many, or had a head that HTTP/2 forbids. Netty would reset the stream for each of them and, if
 * it never began the stream, end the connection with all its requests. Only for the connection's loop.
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
                throw e;
            }
            int stream = Http2Exception.streamId(e);
            if (e.error() != Http2Error.STREAM_CLOSED || connection.stream(stream) != null) {
                connection.mistaken = Math.max(connection.mistaken, stream);
                throw e;
            }
            late.count();
        }
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

    private static final class Builder extends Http2FrameCodecBuilder {
        private final Connection connection;

        Builder(Connection connection) {
            this.connection = connection;
            var unused = connection(connection);
        }

        @Override
        protected Http2FrameCodec build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            return super.build(new LateFrames(decoder, connection), encoder, settings);
        }
    }
}
