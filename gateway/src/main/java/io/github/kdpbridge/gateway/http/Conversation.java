package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.eventloop.Round;
import io.github.kdpbridge.eventloop.Round.Step;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one connection of HTTP/1.1, one after the other, or the one of a stream of HTTP/2. Only for its loop's
 * thread.
 */
final class Conversation extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Endpoint endpoint;
    private final Wire wire;
    private final ReceiveDeadlines.Wait wait;
    private final Channel connection;
    private final @Nullable InetSocketAddress remote;
    private final EventLoop loop;
    private final Receiving receiving;
    private @Nullable Visit visit;
    /** Sends an answer that is held back. */
    private @Nullable Future<?> delayed;

    private boolean staysOpen;
    /** Whether the end of the request has not come. */
    private boolean unread;

    private boolean closing;
    /** Whether there was no memory to bring an answer to the loop. */
    private volatile boolean lost;

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
        this.receiving = new Receiving(wire, endpoint.intake().deadlines(), loop);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!closing && message instanceof HttpObject part) {
                take(part);
            }
        } catch (Throwable e) { // no memory, perhaps
            failedHere(e);
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
        if (receiving.isUnderWay() && visit != null && part instanceof HttpContent content) {
            visit.received(content.content().readableBytes());
        }
        receiving.take(part);
    }

    private void begin(HttpRequest head) {
        if (!connection.isActive()) {
            return; // it ended amid a head
        }
        unread = !(head instanceof LastHttpContent);
        staysOpen = wire.staysOpen(head);
        Visit next =
                new Visit(head, wire.version(head), remote, endpoint.answers().callers());
        endpoint.began();
        wait.requestBegan();
        visit = next;
        new Turn(endpoint, this, next)
                .begin(wire.fault(head), Receiving.announced(head), HttpUtil.is100ContinueExpected(head));
    }

    /** Returns where the body of its request is received. */
    Receiving receiving() {
        return receiving;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        receiving.pause();
        context.fireChannelReadComplete();
    }

    /** Sends the answer, on any thread. */
    void answer(Visit of, Gen1Response answer, boolean close) {
        if (!loop.inEventLoop()) {
            toLoop(() -> answer(of, answer, close));
            return;
        }
        if (visit != of) { // it is lost
            return;
        }
        try {
            Duration delay = endpoint.answers().delay(answer, of);
            if (delay.isZero()) {
                receiving.end(); // or a caller that waits to send it would be told to, behind a refusal
                Round.take(Step.WRITE, answer.body().size(), () -> sendOrFail(of, answer, close));
            } else {
                delayed = loop.schedule(() -> sendOrFail(of, answer, close), delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (Throwable e) { // no memory, perhaps
            failedHere(e);
        }
    }

    private void toLoop(Runnable work) {
        try {
            loop.execute(work);
        } catch (RejectedExecutionException e) {
            // The gateway has stopped, and closed the connection.
        } catch (Throwable e) { // no memory, perhaps
            LOG.error("an answer was not sent", e);
            lost = true;
            wire.drop();
        }
    }

    /** Answers a request with 500, for which there is no answer because of a mistake, or for want of memory. On any thread. */
    void failed(Visit of, Throwable e) {
        if (!loop.inEventLoop()) {
            toLoop(() -> failed(of, e));
        } else if (visit == of) {
            failedHere(e);
        }
    }

    private void failedHere(Throwable e) {
        Visit of = visit;
        if (of == null || of.isAnswered()) {
            LOG.error("a connection failed", e);
            lose();
            return;
        }
        LOG.error("{} {} failed", of.method(), AccessLog.path(of), e);
        try {
            send(of, endpoint.handler().get().failed(), true);
        } catch (Throwable again) {
            lose();
        }
    }

    private void sendOrFail(Visit of, Gen1Response answer, boolean close) {
        try {
            send(of, answer, close);
        } catch (Throwable e) { // no memory, perhaps
            failed(of, e);
        }
    }

    private void send(Visit of, Gen1Response answer, boolean close) {
        delayed = null;
        if (visit != of || of.isAnswered()) { // it is lost, or has failed
            return;
        }
        receiving.end();
        closing |= close || !staysOpen || endpoint.isStopping();
        of.answered(answer.subject(), answer.status());
        try {
            int size = AnswerBytes.hasBody(of, answer) ? answer.body().size() : 0;
            ChannelFuture written = wire.write(of, answer, closing);
            written.addListener(done -> {
                if (done.isSuccess()) {
                    of.sent(size);
                    ended(of);
                } else {
                    lose();
                }
            });
            Round.take(Step.FLUSH, size, () -> flush(of, written, size));
        } catch (Throwable e) { // no memory, perhaps
            notSent(of, e);
        }
    }

    private void flush(Visit of, ChannelFuture written, int size) {
        try {
            wire.flush();
            endpoint.answers().unread().watch(written, size, wire::drop);
        } catch (Throwable e) { // no memory, perhaps
            notSent(of, e);
        }
    }

    /** There may be no memory for the log. */
    private void notSent(Visit of, Throwable e) {
        if (visit == of) {
            lose();
        }
        LOG.error("the answer to {} {} was not sent", of.method(), AccessLog.path(of), e);
    }

    /**
     * Ends a request whose answer is not sent as a whole, and its connection: what the request holds would be held for ever, and
     * the next answer would be taken for the rest of this one.
     */
    private void lose() {
        closing = true;
        receiving.end();
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
        try {
            of.giveBack();
            wait.requestEnded();
            endpoint.ended(of);
        } finally {
            if (closing) {
                wire.end(unread);
            } else {
                wire.next();
            }
        }
    }

    /** A caller that has ended its side still gets the answer to what it has asked. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            boolean asked = visit != null;
            receiving.fail();
            if (asked) {
                closing = true;
            } else {
                var unused = context.close();
            }
        }
    }

    /** Nobody is left to be answered: a request without an answer never gets one. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        boolean isHeldBack = delayed != null && delayed.cancel(false);
        if (receiving.isUnderWay() || isHeldBack || lost) {
            lose();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof CodecException || cause instanceof Http2Exception)) {
            LOG.error("a connection failed", cause);
        }
        wire.abort(cause);
    }
}
