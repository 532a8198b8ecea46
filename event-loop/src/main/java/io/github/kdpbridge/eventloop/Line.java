package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.eventloop.Round.Step;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the service, which carries one request at a time. Only for the loop's thread.
 *
 * <p>One task looks after its deadlines: it is due when the first of them could be, and looks what is left. So a request
 * that ends in time costs no task of its own.
 */
final class Line extends ChannelInboundHandlerAdapter {
    private static final long LONGEST_IDLE = TimeUnit.MINUTES.toNanos(1);

    private final Channel channel;
    private final AnswerDecoder decoder;
    private final Origin origin;
    private final boolean absolute;
    private final Lines lines;
    private @Nullable Flight<?> flight;
    private @Nullable Arrival arrival;
    private @Nullable ChannelFuture written;
    private boolean reading;
    private boolean freed;
    private long idleSince = System.nanoTime();
    private @Nullable Future<?> watch;
    private long due;

    Line(Channel channel, Origin origin, boolean absolute, Lines lines) {
        this.channel = channel;
        this.decoder = channel.pipeline().get(AnswerDecoder.class);
        this.origin = origin;
        this.absolute = absolute;
        this.lines = lines;
    }

    Origin origin() {
        return origin;
    }

    /**
     * Returns whether an idle connection can carry a request. Reads what has arrived first: if the service has closed it, the
     * loop may have been too busy to see that, and a write that is sent then is one of unknown outcome. What comes between this
     * look and the flush at the end of the round is seen too late.
     */
    boolean isStillOpen() {
        if (channel.isActive() && channel.unsafe() instanceof AbstractNioChannel.NioUnsafe socket) {
            socket.read();
        }
        return channel.isActive();
    }

    void send(Flight<?> next) {
        ByteBuf bytes;
        try {
            bytes = RequestBytes.of(next.request(), absolute, channel.alloc());
        } catch (IOException e) {
            idle();
            next.unanswered(e);
            return;
        } catch (RuntimeException | Error e) {
            idle();
            next.failed(e);
            return;
        }
        flight = next;
        arrival = new Arrival(this, next, lines.settings());
        decoder.expect(true);
        next.depart();
        try {
            int size = bytes.readableBytes();
            ChannelFuture sending = channel.write(bytes);
            written = sending;
            sending.addListener(done -> {
                if (flight == next) {
                    written(next, done.cause());
                }
            });
            Round.take(Step.FLUSH, size, channel::flush);
            if (flight == next) {
                lookIn(next.leftToBegin());
            }
        } catch (Throwable e) { // no memory, for one: whether it was sent is unknown
            fail(e);
        }
    }

    /** A service may answer and close before it has read a request: reading tells the answer, and the end. */
    private void written(Flight<?> sent, @Nullable Throwable trouble) {
        if (trouble == null) {
            sent.departed();
        } else if (!(trouble instanceof ChannelOutputShutdownException)) {
            breaks(trouble);
        }
    }

    /** Reads on, or no longer. */
    void read(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Notes that the answer is there; what comes behind it ends the connection. */
    void expectNoMore() {
        decoder.expect(false);
    }

    /** Does work for the request on the loop after a time. The request fails if the work does, or the loop ends before. */
    void later(Runnable work, long millis) {
        Arrival coming = arrival;
        var unused = channel.eventLoop()
                .schedule(work, millis, TimeUnit.MILLISECONDS)
                .addListener(done -> {
                    if (!done.isSuccess() && coming != null) {
                        coming.breakOff(trouble(done.cause()));
                    }
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        try {
            Arrival coming = arrival;
            if (coming == null || !(message instanceof HttpObject part)) {
                close(); // nothing was asked for
            } else if (part.decoderResult().isFailure()) {
                fail(part.decoderResult().cause());
            } else {
                take(coming, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static void take(Arrival coming, HttpObject part) {
        if (part instanceof HttpResponse head) {
            coming.begin(head);
        }
        if (part instanceof HttpContent content) {
            coming.add(content.content());
        }
        if (part instanceof LastHttpContent) {
            coming.end();
        }
    }

    /**
     * Lets go of the request, whose answer is there or will not come.
     *
     * @param reusable whether the connection can carry another one
     */
    void free(boolean reusable) {
        ChannelFuture sending = written;
        boolean whole = sending != null && sending.isSuccess();
        flight = null;
        arrival = null;
        decoder.expect(false);
        written = null;
        if (!reusable || !whole || !channel.isActive()) {
            close();
        } else if (reading) {
            freed = true;
        } else {
            idle();
        }
    }

    /**
     * Only now is it known that nothing came behind the answer: a second one would be taken for that of the next request,
     * which may be sent as soon as the first is read.
     */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        if (freed) {
            freed = false;
            if (channel.isActive()) {
                idle();
            }
        }
    }

    /** Waits for the next request. */
    void idle() {
        idleSince = System.nanoTime();
        lookIn(LONGEST_IDLE);
        lines.release(this);
    }

    private void lookIn(long nanos) {
        long next = System.nanoTime() + nanos;
        if (watch == null || next - due < 0) {
            if (watch != null) {
                watch.cancel(false);
            }
            due = next;
            watch = channel.eventLoop().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        watch = null;
        Flight<?> waiting = flight;
        if (waiting == null) {
            long left = LONGEST_IDLE - (System.nanoTime() - idleSince);
            if (left <= 0) {
                close();
            } else {
                lookIn(left);
            }
            return;
        }
        boolean silent = written != null && written.isDone() && arrival != null && !arrival.hasBegun();
        long left = silent ? waiting.leftToBegin() : waiting.left();
        if (left > 0) {
            lookIn(left);
            return;
        }
        waiting.isLate();
        fail(new SocketTimeoutException("timeout"));
        if (silent) {
            lines.silent(origin);
        }
    }

    private void fail(Throwable cause) {
        Arrival coming = arrival;
        if (coming == null) {
            close();
        } else {
            coming.breakOff(trouble(cause));
        }
    }

    private static IOException trouble(Throwable cause) {
        return cause instanceof IOException e ? e : new IOException(cause.getMessage(), cause);
    }

    /** An answer that is there, and waits to be read, does not need the connection any more. */
    private void breaks(Throwable cause) {
        if (arrival != null && cause instanceof IOException e) {
            arrival.cutOff(e);
        } else {
            fail(cause);
        }
    }

    void close() {
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
        var unused = channel.close();
    }

    /** The end of TLS is the end of the connection, even before that of its socket. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lines.remove(this);
        breaks(new IOException("unexpected end of stream"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        breaks(cause);
    }
}
