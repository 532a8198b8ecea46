package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.jspecify.annotations.Nullable;

/** One stream of HTTP/2, which carries one request. Netty checks its framing. */
final class Http2Wire implements Wire {
    private final Channel stream;

    Http2Wire(Channel stream) {
        this.stream = stream;
    }

    @Override
    public String version(HttpRequest head) {
        return "HTTP/2.0";
    }

    @Override
    public Turn.@Nullable Refusal fault(HttpRequest head) {
        return Framing.meaningFault(head);
    }

    @Override
    public boolean staysOpen(HttpRequest head) {
        return false;
    }

    @Override
    public void goAhead() {
        var unused = stream.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    @Override
    public ChannelFuture write(Visit visit, Gen1Response answer, boolean last) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                AnswerBytes.hasBody(visit, answer)
                        ? Unpooled.wrappedBuffer(answer.body().asByteBuffer())
                        : Unpooled.EMPTY_BUFFER);
        for (Gen1Header header : AnswerBytes.headers(visit, answer)) {
            response.headers().add(header.name(), header.value());
        }
        return stream.write(response);
    }

    @Override
    public void flush() {
        stream.flush();
    }

    /** Netty resets no stream whose last frame it has been given. */
    @Override
    public void drop() {
        var unusedReset = stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
        var unused = stream.close();
    }

    @Override
    public void next() {
        end(false);
    }

    /** A caller that is told that there was no error keeps the answer (RFC 9113, section 8.1). */
    @Override
    public void end(boolean unread) {
        if (unread) {
            var unusedReset = stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        }
        var unused = stream.close();
    }

    /** Netty limits how many streams of a connection may end by a mistake of the caller, and knows them by their errors. */
    @Override
    public void abort(Throwable cause) {
        var unusedReset = stream.writeAndFlush(new DefaultHttp2ResetFrame(error(cause)));
        var unused = stream.close();
    }

    private static Http2Error error(Throwable cause) {
        boolean isUnreadable = cause instanceof DecoderException;
        if ((isUnreadable ? cause.getCause() : cause) instanceof Http2Exception mistake) {
            return mistake.error();
        }
        return isUnreadable ? Http2Error.PROTOCOL_ERROR : Http2Error.INTERNAL_ERROR;
    }
}
