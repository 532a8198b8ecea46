package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection of HTTP/1.1, one after the other, or the one of a stream of HTTP/2. Only for its loop's
 * thread.
 */
final class Conversation extends ChannelInboundHandlerAdapter {
    private final Endpoint endpoint;
    private final Wire wire;
    private final ReceiveDeadlines.Wait wait;
    private final Channel connection;
    private final @Nullable InetSocketAddress remote;
    private final EventLoop loop;
    private final List<AutoCloseable> toEnd = new ArrayList<>();
    private @Nullable Visit visit;
    private @Nullable Body body;
    private @Nullable BodyDeadline deadline;
    private boolean staysOpen;
    /** Whether the end of the request has not come. */
    private boolean unread;

    private boolean closing;

    /**
     * Creates it.
     *
     * @param connection the connection, of a stream that which it shares
     * @param wait the deadlines of the connection
     */
    Conversation(Endpoint endpoint, Wire wire, Channel connection, ReceiveDeadlines.Wait wait) {
        this.endpoint = endpoint;
        this.wire = wire;
        this.wait = wait;
        this.connection = connection;
        this.remote = connection.remoteAddress() instanceof InetSocketAddress address ? address : null;
        this.loop = connection.eventLoop();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!closing && message instanceof HttpObject part) {
                take(part);
            }
        } catch (Throwable e) { // no memory, perhaps
            lose();
            throw e;
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpObject part) {
        if (part instanceof HttpRequest head) {
            begin(head);
        }
        if (part instanceof LastHttpContent) {
            unread = false;
        }
        Body receiving = body;
        if (receiving == null) {
            return;
        }
        if (part.decoderResult().isFailure()) {
            receiving.fail(Body.Fault.BROKEN);
        } else if (part instanceof HttpContent content) {
            receive(receiving, content);
        }
    }

    private void receive(Body receiving, HttpContent content) {
        if (visit != null) {
            visit.received(content.content().readableBytes());
        }
        receiving.add(content.content());
        if (content instanceof LastHttpContent) {
            noBody();
            receiving.finish();
        }
    }

    private void begin(HttpRequest head) {
        if (!connection.isActive()) {
            return; // it ended amid a head
        }
        Visit next =
                new Visit(head, wire.version(head), remote, endpoint.answers().callers());
        visit = next;
        unread = !(head instanceof LastHttpContent);
        staysOpen = wire.staysOpen(head);
        endpoint.began();
        wait.requestBegan();
        new Turn(endpoint, this, next).begin(wire.fault(head), announced(head), HttpUtil.is100ContinueExpected(head));
    }

    private static long announced(HttpRequest head) {
        try {
            return HttpUtil.getContentLength(head, -1L);
        } catch (NumberFormatException e) {
            return -1; // the head is refused for it
        }
    }

    /** Has something closed when the request has its answer. */
    void whenEnded(AutoCloseable what) {
        toEnd.add(what);
    }

    /**
     * Has the body read.
     *
     * @param waits whether the caller waits for a word before it sends it
     */
    void expect(Body expected, boolean waits) {
        body = expected;
        if (waits) {
            wire.goAhead();
        }
    }

    private void noBody() {
        body = null;
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** Most bodies arrive with their head, and need no deadline. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (body != null && deadline == null) {
            deadline = new BodyDeadline(body, endpoint.intake().deadlines(), loop);
        }
        context.fireChannelReadComplete();
    }

    /** Sends the answer, on any thread. */
    void answer(Visit of, Gen1Response answer, boolean close) {
        if (!loop.inEventLoop()) {
            toLoop(() -> answer(of, answer, close));
            return;
        }
        Duration delay = endpoint.answers().delay(answer, of);
        if (delay.isZero()) {
            send(of, answer, close);
        } else {
            var unused = loop.schedule(() -> send(of, answer, close), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void toLoop(Runnable work) {
        try {
            loop.execute(work);
        } catch (RejectedExecutionException e) {
            // The gateway has stopped, and closed the connection.
        }
    }

    private void send(Visit of, Gen1Response answer, boolean close) {
        if (visit != of) { // it is lost
            return;
        }
        noBody();
        closing |= close || !staysOpen || endpoint.isStopping();
        of.answered(answer.subject(), answer.status());
        int size = AnswerBytes.hasBody(of, answer) ? answer.body().size() : 0;
        try {
            ChannelFuture written = wire.send(of, answer, closing);
            endpoint.answers().unread().watch(written, size, wire::drop);
            written.addListener(done -> {
                if (done.isSuccess()) {
                    of.sent(size);
                    ended(of);
                } else {
                    lose();
                }
            });
        } catch (Throwable e) { // no memory, perhaps
            lose();
            throw e;
        }
    }

    /**
     * Ends a request whose answer is not sent as a whole, and its connection: what the request holds would be held for ever, and
     * the next answer would be taken for the rest of this one.
     */
    private void lose() {
        closing = true;
        noBody();
        try {
            wire.drop();
        } finally {
            if (visit != null) {
                ended(visit);
            }
        }
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
            wire.end(unread);
        } else {
            wire.next();
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

    /** A caller that has ended its side still gets the answer to what it has asked. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            boolean asked = visit != null;
            failBody();
            if (asked) {
                closing = true;
            } else {
                var unused = context.close();
            }
        }
    }

    private void failBody() {
        if (body != null) {
            body.fail(Body.Fault.BROKEN);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failBody();
        noBody();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        wire.abort(cause);
    }
}
