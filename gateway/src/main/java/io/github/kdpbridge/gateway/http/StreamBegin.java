package io.github.kdpbridge.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;

/** Resets a stream of HTTP/2 that begins with no request: Netty takes a head without a method for the end of another one. */
final class StreamBegin extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (frame instanceof Http2HeadersFrame head && head.headers().method() != null) {
            context.pipeline().remove(this);
            context.fireChannelRead(frame);
            return;
        }
        ReferenceCountUtil.release(frame);
        var unusedReset = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR));
        var unused = context.close();
    }
}
