package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection of HTTP/1.1, which carries one request after the other. */
final class Http1Wire implements Wire {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;
    private final Framing.Decoder decoder;
    private final ReceiveDeadlines.Wait wait;

    Http1Wire(Channel channel, Framing.Decoder decoder, ReceiveDeadlines.Wait wait) {
        this.channel = channel;
        this.decoder = decoder;
        this.wait = wait;
    }

    @Override
    public String version(HttpRequest head) {
        return head.protocolVersion().text();
    }

    @Override
    public Turn.@Nullable Refusal fault(HttpRequest head) {
        return Framing.fault(head);
    }

    @Override
    public boolean staysOpen(HttpRequest head) {
        return HttpUtil.isKeepAlive(head);
    }

    @Override
    public void goAhead() {
        var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
    }

    @Override
    public ChannelFuture write(Visit visit, Gen1Response answer, boolean last) {
        return AnswerBytes.write(visit, answer, last, channel);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void drop() {
        ReceiveDeadlines.cut(channel);
    }

    @Override
    public void next() {
        decoder.next();
    }

    @Override
    public void end(boolean unread) {
        decoder.discard();
        new Farewell(channel, wait).begin(decoder.hasEnded());
    }

    @Override
    public void abort(Throwable cause) {
        var unused = channel.close();
    }
}
