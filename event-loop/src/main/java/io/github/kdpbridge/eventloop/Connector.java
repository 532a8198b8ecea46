package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.core.async.Stages;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes connections: looks up the addresses beside the loop, tries them in turn, and secures the first that answers. */
final class Connector {
    /** The name of the handler whose place the connection takes. */
    static final String CONNECTING = "connecting";

    /** The milliseconds that an address has to answer before the next is tried too, as RFC 8305 recommends. */
    private static final long HEAD_START = 250;

    /** SslHandler's own three seconds would be longer than the loops wait when they are closed. */
    private static final long CLOSE_NOTIFY_MILLIS = 500;

    private final EventLoops loops;
    private final Supplier<SslContext> trusting;
    private final Function<Origin, Route> routes;
    private final int timeoutMillis;
    /** The lookups that are under way: connections to one origin that begin meanwhile share the answer, and its thread. */
    private final Map<Origin, Lookup> lookups = new ConcurrentHashMap<>();

    Connector(EventLoops loops, Supplier<SslContext> trusting, Function<Origin, Route> routes, Duration timeout) {
        this.loops = loops;
        this.trusting = trusting;
        this.routes = routes;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** Is told on the loop how it went; once the loops are closed, on any thread that it failed. */
    interface Connected {
        /**
         * The connection is there.
         *
         * @param absolute whether requests have to name the whole URL
         */
        void ready(Channel channel, boolean absolute);

        void failed(IOException trouble);
    }

    void connect(EventLoop loop, Origin origin, Connected connected) {
        var unused = lookup(origin).whenComplete((route, failure) -> {
            try {
                loop.execute(() -> {
                    if (failure == null) {
                        new Attempt(loop, origin, route, connected).begin();
                    } else {
                        connected.failed(trouble(failure));
                    }
                });
            } catch (RejectedExecutionException e) { // closed meanwhile: the loop will tell nobody
                connected.failed(new IOException("the client is closed", e));
            } catch (Throwable e) { // no memory, for one
                connected.failed(trouble(e));
            }
        });
    }

    private CompletionStage<Route> lookup(Origin origin) {
        Lookup mine = new Lookup(System.nanoTime(), new CompletableFuture<>());
        Lookup shared = lookups.merge(origin, mine, (known, later) -> isShared(known) ? known : later);
        if (shared.route() != mine.route()) {
            return shared.route();
        }
        var unused = Stages.begin(() -> loops.lookups().run("lookup of " + origin.host(), () -> route(origin)))
                .whenComplete((route, failure) -> {
                    lookups.remove(origin, mine);
                    if (failure == null) {
                        mine.route().complete(route);
                    } else {
                        mine.route().completeExceptionally(failure);
                    }
                });
        return mine.route();
    }

    /** A lookup that takes longer than connecting may never end: later connections must not wait for it. */
    private boolean isShared(Lookup lookup) {
        return System.nanoTime() - lookup.begun() < TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    /**
     * A lookup.
     *
     * @param begun when, by {@link System#nanoTime()}
     * @param route what it finds
     */
    private record Lookup(long begun, CompletableFuture<Route> route) {}

    private Route route(Origin origin) {
        if (origin.secure()) {
            var unused = trusting.get(); // takes long the first time
        }
        return routes.apply(origin);
    }

    private static IOException trouble(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        if (cause instanceof UncheckedIOException && cause.getCause() instanceof IOException e) {
            return e;
        }
        if (cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException) {
            return new SocketTimeoutException("timeout");
        }
        return cause instanceof IOException e ? e : new IOException(String.valueOf(cause.getMessage()), cause);
    }

    /**
     * Tries one way after the other: the next when one fails, be it at a proxy or in the handshake, and, if that is another
     * address of the same machine, beside one that does not answer at once.
     */
    private final class Attempt {
        private final EventLoop loop;
        private final Origin origin;
        private final Route route;
        private final Connected connected;
        /** The ways that are not tried yet. */
        private final Deque<Integer> left = new ArrayDeque<>();

        private int underWay;
        /** One has connected, and may still fail; or all is told. */
        private boolean over;

        Attempt(EventLoop loop, Origin origin, Route route, Connected connected) {
            this.loop = loop;
            this.origin = origin;
            this.route = route;
            this.connected = connected;
            for (int way = 0; way < route.ways().size(); way++) {
                left.add(way);
            }
        }

        void begin() {
            underWay++;
            try {
                if (left.isEmpty()) {
                    throw new IOException("it has no address");
                }
                int way = left.remove();
                connect(way);
                int next = way + 1;
                if (isNext(next) && route.isAlternative(next)) {
                    var unused = loop.schedule(() -> goOnBeside(next), HEAD_START, TimeUnit.MILLISECONDS);
                }
            } catch (Throwable e) { // no memory, for one: the loop would tell nobody
                over = true;
                connected.failed(trouble(e));
            }
        }

        private void connect(int index) {
            Route.Way way = route.ways().get(index);
            ProxyHandler tunnel = way.tunnel();
            SslHandler tls = origin.secure()
                    ? trusting.get().newHandler(ByteBufAllocator.DEFAULT, origin.host(), origin.port(), loops.lookups())
                    : null;
            new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .resolver(NoopAddressResolverGroup.INSTANCE)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.AUTO_CLOSE, false) // an answer may be there when no more can be written
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
                    .handler(pipeline(tunnel, tls))
                    .connect(way.address())
                    .addListener(future -> {
                        if (future.isSuccess()) {
                            take(((ChannelFuture) future).channel(), index, tunnel, tls);
                        } else {
                            fail(trouble(future.cause()));
                        }
                    });
        }

        private boolean isNext(int way) {
            return !left.isEmpty() && left.element() == way;
        }

        private void goOnBeside(int way) {
            if (!over && isNext(way)) {
                begin();
            }
        }

        private void fail(IOException trouble) {
            underWay--;
            if (over) {
                return;
            }
            if (!left.isEmpty()) {
                begin();
            } else if (underWay == 0) {
                over = true;
                connected.failed(trouble);
            }
        }

        private void take(Channel channel, int index, @Nullable ProxyHandler tunnel, @Nullable SslHandler tls) {
            if (over) { // another address was faster; this one is tried again if that fails after all
                var unused = channel.close();
                underWay--;
                left.add(index);
            } else {
                over = true;
                secure(channel, route.ways().get(index), tunnel, tls);
            }
        }

        private void secure(Channel channel, Route.Way way, @Nullable ProxyHandler tunnel, @Nullable SslHandler tls) {
            Future<Channel> open = tunnel == null ? loop.newSucceededFuture(channel) : tunnel.connectFuture();
            then(channel, open, () -> {
                Future<Channel> secured = tls == null ? loop.newSucceededFuture(channel) : tls.handshakeFuture();
                then(channel, secured, () -> connected.ready(channel, way.absolute()));
            });
        }

        private void then(Channel channel, Future<Channel> step, Runnable next) {
            step.addListener(done -> {
                if (done.isSuccess()) {
                    next.run();
                } else {
                    var unused = channel.close();
                    over = false;
                    fail(trouble(done.cause()));
                }
            });
        }
    }

    private ChannelInitializer<Channel> pipeline(@Nullable ProxyHandler tunnel, @Nullable SslHandler tls) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                loops.opened(channel);
                if (tunnel != null) {
                    tunnel.setConnectTimeoutMillis(timeoutMillis);
                    channel.pipeline().addLast(tunnel);
                }
                if (tls != null) {
                    tls.setHandshakeTimeoutMillis(timeoutMillis);
                    tls.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
                    channel.pipeline().addLast(tls);
                }
                channel.pipeline().addLast(new AnswerDecoder()).addLast(CONNECTING, new Told());
            }
        };
    }

    /** Trouble before the connection is there is told by the step that it ends. */
    private static final class Told extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
