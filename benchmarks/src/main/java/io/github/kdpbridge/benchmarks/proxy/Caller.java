package io.github.kdpbridge.benchmarks.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A caller's connection: passes on its requests, one after the other, part by part as they come in. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails ends, which its handlers are told
final class Caller extends ChannelInboundHandlerAdapter {
    private final Services services;
    /** Parts that came before a connection to the service was open, or before the last answer ended. */
    private final Deque<Object> waiting = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable Service service;
    private boolean isConnecting;
    private boolean isSent;
    private boolean isKept;
    private boolean isAnswering;

    Caller(Services services) {
        this.services = services;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext read, Object part) {
        waiting.add(part);
        passOn();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext read) {
        if (service != null) {
            service.flush();
        }
        readOn();
    }

    private void passOn() {
        while (!waiting.isEmpty() && !isConnecting) {
            if (service == null) {
                begin();
            } else if (isSent) {
                return;
            } else {
                pass(service, waiting.remove());
            }
        }
    }

    private void begin() {
        Service next = services.poll();
        isSent = false;
        isAnswering = false;
        if (next != null) {
            serve(next);
            return;
        }
        isConnecting = true;
        Service opening = new Service(services);
        services.connect(context().channel().eventLoop(), opening).addListener(result -> {
            isConnecting = false;
            if (!context().channel().isActive()) {
                opening.abandon();
            } else if (result.isSuccess()) {
                serve(opening);
                goOn();
            } else {
                fail();
            }
        });
    }

    private void serve(Service next) {
        service = next;
        next.serve(this);
    }

    private void pass(Service to, Object part) {
        if (part instanceof HttpRequest request) {
            isKept = HttpUtil.isKeepAlive(request);
            if (HttpUtil.is100ContinueExpected(request)) {
                context().writeAndFlush(empty(HttpResponseStatus.CONTINUE));
            }
            request.setProtocolVersion(HttpVersion.HTTP_1_1)
                    .headers()
                    .remove(HttpHeaderNames.EXPECT)
                    .remove(HttpHeaderNames.CONNECTION)
                    .set(HttpHeaderNames.HOST, services.authority());
        }
        isSent = part instanceof LastHttpContent;
        to.write(part);
    }

    /** Returns whether the whole request is passed on. */
    boolean isSent() {
        return isSent;
    }

    void answer(Object part) {
        if (part instanceof HttpResponse response) {
            isAnswering = true;
            response.headers().remove(HttpHeaderNames.CONNECTION);
            if (!HttpUtil.isContentLengthSet(response)) {
                HttpUtil.setTransferEncodingChunked(response, true);
            }
            if (!isKept) {
                HttpUtil.setKeepAlive(response, false);
            }
        }
        context().write(part, context().voidPromise());
    }

    void answered() {
        service = null;
        flush();
        if (!isKept || !isSent) {
            context().close();
            return;
        }
        goOn();
    }

    /** Passes on what has waited. */
    private void goOn() {
        passOn();
        if (service != null) {
            service.flush();
        }
        readOn();
    }

    void flush() {
        context().flush();
    }

    /** The service ended its connection, or there is none. */
    void fail() {
        service = null;
        if (isAnswering) {
            context().close();
        } else {
            context().writeAndFlush(empty(HttpResponseStatus.BAD_GATEWAY)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Reads no more than what the service takes, and one request at a time. */
    void readOn() {
        boolean on = waiting.isEmpty() && (service == null || service.isWritable());
        context().channel().config().setAutoRead(on);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (service != null) {
            service.read(changed.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ended) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (service != null) {
            service.abandon();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        failed.close();
    }

    private static DefaultFullHttpResponse empty(HttpResponseStatus status) {
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        if (!status.equals(HttpResponseStatus.CONTINUE)) {
            HttpUtil.setContentLength(response, 0);
            HttpUtil.setKeepAlive(response, false);
        }
        return response;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }
}
