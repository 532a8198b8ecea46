package io.github.kdpbridge.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection of HTTP/2 that has more frames in a second than any caller needs which make work and are no request:
 * pings, settings, priorities and unknown ones. Netty limits the others: resets, empty frames, continuations. Only for the
 * connection's loop.
 */
final class FrameRate extends Http2FrameListenerDecorator {
    /** Jetty's default. */
    private static final int MOST = 128;

    private final PerSecond frames = new PerSecond(MOST, "frames that are no request");

    private FrameRate(Http2FrameListener listener) {
        super(listener);
    }

    static void limit(Http2ConnectionDecoder decoder) {
        decoder.frameListener(new FrameRate(decoder.frameListener()));
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        frames.count();
        super.onPingRead(context, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
        frames.count();
        super.onPingAckRead(context, data);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        frames.count();
        super.onSettingsRead(context, settings);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
        frames.count();
        super.onSettingsAckRead(context);
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
            throws Http2Exception {
        frames.count();
        super.onPriorityRead(context, stream, dependency, weight, exclusive);
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        frames.count();
        super.onUnknownFrame(context, type, stream, flags, payload);
    }

    /** Counts frames of which a connection may have so many in a second. Only for its loop. */
    static final class PerSecond {
        private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

        private final int most;
        private final String what;
        private long since = System.nanoTime();
        private int frames;

        /**
         * Creates it.
         *
         * @param what the name of the frames, for the caller
         */
        PerSecond(int most, String what) {
            this.most = most;
            this.what = what;
        }

        /** Counts a frame; ends the connection if it is one too many. */
        void count() throws Http2Exception {
            long now = System.nanoTime();
            if (now - since >= SECOND) {
                since = now;
                frames = 0;
            }
            if (++frames > most) {
                throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many %s", what);
            }
        }
    }
}
