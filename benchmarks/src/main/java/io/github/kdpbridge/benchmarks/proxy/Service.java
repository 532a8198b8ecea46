package io.github.kdpbridge.benchmarks.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A connection to the service, and the caller whose request is on it. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails ends, which its handlers are told
final class Service extends ChannelInboundHandlerAdapter {
    private final Services services;
    /** What came of an answer before the end of its request: a caller that is still sending may not be ready for it. */
    private final Deque<Object> early = new ArrayDeque<>();

    private @Nullable Channel channel;
    private @Nullable Caller caller;
    private boolean isInterim;
    private boolean isReusable;

    Service(Services services) {
        this.services = services;
    }

    ChannelHandler initializer() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                channel = opened;
                opened.pipeline().addLast(Proxy.client(), Service.this);
            }
        };
    }

    /** Sets who receives the next answer. */
    void serve(Caller next) {
        caller = next;
    }

    void write(Object part) {
        if (channel != null) {
            channel.write(part, channel.voidPromise());
        }
        if (part instanceof LastHttpContent) {
            flush(); // an answer that is there already would end the exchange
            passEarly();
        }
    }

    void flush() {
        if (channel != null) {
            channel.flush();
        }
    }

    boolean isWritable() {
        return channel == null || channel.isWritable();
    }

    /** Reads on, or waits until a slow caller has taken what was read. */
    void read(boolean on) {
        if (channel != null) {
            channel.config().setAutoRead(on);
        }
    }

    /** Ends the connection, whose caller is gone. */
    void abandon() {
        caller = null;
        early.forEach(ReferenceCountUtil::release);
        early.clear();
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpResponse response) {
            isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            isReusable = HttpUtil.isKeepAlive(response);
        }
        if (caller == null || isInterim) {
            ReferenceCountUtil.release(part);
            if (caller == null) {
                context.close(); // nothing was asked
            }
            return;
        }
        if (caller.isSent()) {
            pass(caller, part);
        } else {
            early.add(part);
        }
    }

    private void passEarly() {
        while (caller != null && !early.isEmpty()) {
            pass(caller, early.remove());
        }
    }

    private void pass(Caller to, Object part) {
        to.answer(part);
        if (part instanceof LastHttpContent) {
            caller = null;
            if (isReusable && to.isSent()) {
                read(true);
                services.keep(this);
            } else {
                abandon();
            }
            to.answered();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (caller != null) {
            caller.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (caller != null) {
            caller.readOn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        services.remove(this);
        passEarly();
        if (caller != null) {
            caller.fail();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
