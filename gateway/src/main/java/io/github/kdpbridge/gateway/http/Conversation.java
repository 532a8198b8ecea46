package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection of HTTP/1.1, one after the other, or the one of a stream of HTTP/2. What comes while a
 * request is being answered waits, and nothing more is read. Only for its loop's thread.
 */
final class Conversation extends ChannelInboundHandlerAdapter {
    /** As generation 1 writes them: a caller of HTTP/1.1 may look for one by its case. */
    private static final String CONNECTION = "Connection";

    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String DATE = "Date";
    private static final long LINGER_MILLIS = 1000;

    private final Endpoint endpoint;
    private final Channel connection;
    private final boolean stream;
    private final ReceiveDeadlines.Wait wait;
    private final Deque<Object> ahead = new ArrayDeque<>();
    private final List<AutoCloseable> toEnd = new ArrayList<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Visit visit;
    private @Nullable Body body;
    private @Nullable Future<?> deadline;
    private boolean keepAlive;
    private boolean headless;
    private boolean closing;
    private boolean draining;

    /**
     * Creates it.
     *
     * @param connection the connection, of a stream that which it shares
     * @param stream whether it is a stream of HTTP/2
     * @param wait the deadlines of the connection
     */
    Conversation(Endpoint endpoint, Channel connection, boolean stream, ReceiveDeadlines.Wait wait) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.stream = stream;
        this.wait = wait;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }

    @Override
    public void channelRead(ChannelHandlerContext unused, Object message) {
        if (visit != null && body == null && !closing) { // being answered
            ahead.add(message);
            context().channel().config().setAutoRead(false);
        } else {
            take(message);
        }
    }

    private void take(Object message) {
        try {
            if (closing || !(message instanceof HttpObject part)) {
                return;
            }
            if (part instanceof HttpRequest head) {
                begin(head);
            }
            Body receiving = body;
            if (receiving != null && part.decoderResult().isFailure()) {
                receiving.fail(Body.Fault.BROKEN);
            } else if (receiving != null && part instanceof HttpContent content) {
                if (visit != null) {
                    visit.received(content.content().readableBytes());
                }
                receiving.add(content.content());
                if (part instanceof LastHttpContent) {
                    body = null;
                    endDeadline();
                    receiving.finish();
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest head) {
        String version = stream ? "HTTP/2.0" : head.protocolVersion().text();
        Visit next = new Visit(
                head,
                version,
                connection.remoteAddress() instanceof InetSocketAddress remote ? remote : null,
                endpoint.answers().callers());
        visit = next;
        headless = head.method().equals(HttpMethod.HEAD);
        keepAlive = stream || HttpUtil.isKeepAlive(head);
        endpoint.began();
        wait.requestBegan();
        long length;
        try {
            length = HttpUtil.getContentLength(head, -1L);
        } catch (NumberFormatException e) {
            length = -1;
        }
        new Turn(endpoint, this, next)
                .begin(stream ? null : Framing.fault(head), length, HttpUtil.is100ContinueExpected(head));
    }

    /** Has something closed when the request has its answer. */
    void whenEnded(AutoCloseable what) {
        toEnd.add(what);
    }

    /** Has the body read. */
    void expect(Body expected, boolean waits) {
        body = expected;
        if (waits) {
            var unused = context()
                    .writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    /** Most bodies arrive with their head, and need no deadline. */
    @Override
    public void channelReadComplete(ChannelHandlerContext unused) {
        Body receiving = body;
        if (receiving != null && !receiving.isOver() && deadline == null) {
            deadline = context()
                    .channel()
                    .eventLoop()
                    .schedule(
                            () -> receiving.fail(Body.Fault.LATE),
                            endpoint.intake().deadlines().bodyNanos(),
                            TimeUnit.NANOSECONDS);
        }
        context().fireChannelReadComplete();
    }

    private void endDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Sends the answer, on any thread. */
    void answer(Visit of, Gen1Response answer, boolean close) {
        var loop = context().channel().eventLoop();
        if (!loop.inEventLoop()) {
            loop.execute(() -> answer(of, answer, close));
            return;
        }
        Duration delay = endpoint.answers().delay(answer, of);
        if (delay.isZero()) {
            send(of, answer, close);
        } else {
            var unused = loop.schedule(() -> send(of, answer, close), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void send(Visit of, Gen1Response answer, boolean close) {
        body = null;
        endDeadline();
        closing |= close || !keepAlive || endpoint.isStopping();
        of.answered(answer.subject(), answer.status(), answer.body().size());
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                headless
                        ? Unpooled.EMPTY_BUFFER
                        : Unpooled.wrappedBuffer(answer.body().asByteBuffer()));
        response.headers().set(DATE, Dates.now());
        response.headers().set(RequestId.HEADER, of.id());
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Gen1Header header : answer.allHeaders()) {
            if (names.add(header.name())) {
                response.headers().set(header.name(), header.value());
            } else {
                response.headers().add(header.name(), header.value());
            }
        }
        response.headers().set(CONTENT_LENGTH, answer.body().size());
        if (closing && !stream) {
            response.headers().set(CONNECTION, "close");
        } else if (of.version().equals(HttpVersion.HTTP_1_0.text())) {
            response.headers().set(CONNECTION, "keep-alive");
        }
        ChannelFuture written = context().writeAndFlush(response);
        endpoint.answers().unread().watch(written, answer.body().size(), this::drop);
        written.addListener(done -> ended(of));
    }

    /** Gives an answer up that is not read, on any thread. Netty resets no stream whose last frame it has been given. */
    private void drop() {
        if (stream) {
            var unusedReset = context().channel().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
        }
        var unusedClose = context().close();
    }

    private void ended(Visit of) {
        if (visit != of) {
            return;
        }
        visit = null;
        giveBack();
        wait.requestEnded();
        endpoint.ended(of);
        if (closing) {
            close();
            return;
        }
        if (!draining) {
            draining = true;
            goOn();
            draining = false;
        }
    }

    /** Takes what waits. Requests that are answered at once are taken in a loop: each would need the stack of those before it. */
    private void goOn() {
        while (visit == null || body != null) {
            Object next = ahead.poll();
            if (next == null) {
                context().channel().config().setAutoRead(true);
                return;
            }
            take(next);
        }
    }

    private void giveBack() {
        for (AutoCloseable each : toEnd) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        toEnd.clear();
    }

    /** A caller that is still sending would not see its answer if the connection were reset. */
    private void close() {
        if (stream || !(context().channel() instanceof DuplexChannel duplex)) {
            var unused = context().close();
            return;
        }
        duplex.config().setAutoRead(true);
        SslHandler tls = duplex.pipeline().get(SslHandler.class);
        var unusedEnd = tls == null ? duplex.shutdownOutput() : tls.closeOutbound();
        var unused = duplex.eventLoop().schedule(this::cut, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void cut() {
        var unused = context().close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext unused, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            noMore();
            if (visit == null) {
                var unusedClose = context().close();
            } else {
                closing = true;
            }
        }
    }

    private void noMore() {
        Body receiving = body;
        if (receiving != null) {
            receiving.fail(Body.Fault.BROKEN);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        endDeadline();
        noMore();
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
        inactive.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
        var unusedClose = context().close();
    }
}
