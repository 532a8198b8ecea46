package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.eventloop.EventLoops;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that callers reach: connections, protocols and limits. */
public final class Entrance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    /** How long requests under way have at the stop. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration CERTIFICATE = Duration.ofSeconds(60);
    /** The most bytes of one read: that much of each connection may wait for the answer to what came before. */
    private static final int MOST_READ = 16 << 10;

    private static final int LEAST_READ = 1 << 10;
    private static final int FIRST_READ = 4 << 10;

    /**
     * The machine's resources.
     *
     * @param bodies the memory for bodies
     * @param starting is run before each thread starts
     * @param loops carry the connections of callers; null for loops of its own
     */
    public record Resources(
            ByteBudget bodies, Runnable starting, @Nullable EventLoops loops) {
        Resources(ByteBudget bodies, Runnable starting) {
            this(bodies, starting, null);
        }

        /** Returns those of a gateway whose requests go on to a service on these loops. */
        public static Resources on(EventLoops loops) {
            return new Resources(ByteBudget.ofHeap(), () -> {}, loops);
        }
    }

    private final EventLoops loops;
    private final boolean ownsLoops;
    private final int mostConnections;
    private final @Nullable CertificateWatch certificate;
    private final ReceiveDeadlines deadlines;
    private final Workers workers;
    private final Endpoint endpoint;
    private final Protocols protocols;
    private final Postponed postponed;
    private @Nullable Channel listening;
    private String host = "";

    Entrance(
            GatewayConfig config,
            @Nullable CertificateWatch certificate,
            Supplier<Gen1Handler> handler,
            ByteBudget budget,
            GatewayMeters meters) {
        this(config, certificate, handler, new Resources(budget, () -> {}), meters);
    }

    /**
     * Prepares the server; it does not listen yet.
     *
     * @param certificate the certificate for TLS; null for a server without TLS
     * @param handler returns the current handler
     */
    public Entrance(
            GatewayConfig config,
            @Nullable CertificateWatch certificate,
            Supplier<Gen1Handler> handler,
            Resources resources,
            GatewayMeters meters) {
        ByteBudget budget = resources.bodies();
        Limits limits = config.limits();
        this.ownsLoops = resources.loops() == null;
        this.loops = resources.loops() == null ? EventLoops.create() : resources.loops();
        this.postponed = new Postponed(loops.group().next(), loops::aside);
        this.mostConnections = limits.get(GatewaySettings.CONNECTIONS);
        this.certificate = certificate;
        this.deadlines = new ReceiveDeadlines(limits);
        if (limits.get(GatewaySettings.BODY) > budget.total()) {
            LOG.warn(
                    "bodies over {} bytes are refused, not only those over {}: the heap is too small for larger ones",
                    budget.total(),
                    limits.get(GatewaySettings.BODY));
        }
        UnreadAnswers unread = new UnreadAnswers(
                Math.min(limits.get(GatewaySettings.ANSWERS), ByteBudget.shareOfHeap()),
                limits.get(GatewaySettings.ANSWER_TIME),
                meters);
        Answers answers = new Answers(
                unread,
                new WrongKeys(limits.get(GatewaySettings.WRONG_KEYS), Ticker.systemTicker()),
                new Callers(config.proxies()),
                meters);
        this.workers = new Workers(limits.get(GatewaySettings.CONCURRENT_REQUESTS), resources.starting());
        Intake intake = new Intake(
                Math.toIntExact(Math.min(limits.get(GatewaySettings.BODY), budget.total())),
                budget,
                new Places(mostConnections),
                deadlines);
        this.endpoint = new Endpoint(handler, intake, workers, answers, meters);
        this.protocols = new Protocols(endpoint, limits.get(GatewaySettings.HEAD), certificate);

        meters.gauge("kdp.gateway.requests.active", "Requests under way", endpoint::underWay);
        meters.gauge("kdp.gateway.connections", "Connections of callers", deadlines::connections);
        meters.gauge("kdp.gateway.body.bytes", "Bytes of bodies held in memory", budget::taken);
        meters.gauge("kdp.gateway.unread.bytes", "Bytes of answers that wait for their readers", unread::bytes);
        if (certificate != null) {
            meters.gauge(
                    "kdp.gateway.certificate.expiry.seconds",
                    "When the certificate ends, since 1970",
                    () -> certificate.expires().getEpochSecond());
        }
    }

    /**
     * Listens.
     *
     * @throws UncheckedIOException if it cannot listen there; the message names the address
     */
    public void start(HostAndPort address) {
        host = address.getHost();
        try {
            listening = new ServerBootstrap()
                    .group(loops.group())
                    .channel(NioServerSocketChannel.class)
                    // Java's default is 50: callers that reconnect at the same time, as after a restart, would be
                    // reset.
                    .option(ChannelOption.SO_BACKLOG, mostConnections)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    // Set, it accepts one connection at a time; as a default, sixteen, before the limit is looked at.
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new ServerChannelRecvByteBufAllocator())
                    .handler(new Limit())
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ))
                    .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .childHandler(protocols)
                    .bind(new InetSocketAddress(host, address.getPort()))
                    .syncUninterruptibly()
                    .channel();
        } catch (Exception e) { // Netty throws what bind threw, declared or not
            if (e instanceof IOException || e instanceof UnresolvedAddressException) {
                IOException trouble = e instanceof IOException io ? io : new IOException(e);
                throw new UncheckedIOException(
                        "cannot listen at " + address + " (gateway.listen): " + Listening.why(trouble), trouble);
            }
            throw e;
        }
        if (certificate != null) {
            postponed.every(CERTIFICATE, certificate::look);
        }
    }

    public URI url() {
        InetSocketAddress bound = (InetSocketAddress)
                Objects.requireNonNull(listening, "listening").localAddress();
        String scheme = certificate == null ? "http" : "https";
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    /**
     * Reloads the certificate from its files.
     *
     * @param later an action to run after a delay, unless this is closed before
     */
    public void reload(Runnable later, Duration after) {
        postponed.after(after, later);
        if (certificate != null) {
            certificate.look();
        }
    }

    /** Refuses new requests, lets the running ones finish, and closes the connections. */
    @Override
    public void close() {
        try {
            endpoint.stop();
            postponed.close();
            Channel socket = listening;
            if (socket != null) {
                var unused = socket.close().awaitUninterruptibly(GRACE.toMillis());
            }
            deadlines.hurry();
            deadlines.awaitNone(GRACE);
            deadlines.closeAll();
        } finally {
            workers.close();
            if (ownsLoops) {
                loops.close();
            }
        }
    }

    /** Accepts no connection while there are as many as allowed; the operating system keeps the others. For the loop that listens. */
    private final class Limit extends ChannelInboundHandlerAdapter {
        private int open;

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            open++;
            allow(context);
            ((Channel) accepted).closeFuture().addListener(closed -> {
                try {
                    context.executor().execute(() -> {
                        open--;
                        allow(context);
                    });
                } catch (RejectedExecutionException e) {
                    // The gateway has stopped.
                }
            });
            context.fireChannelRead(accepted);
        }

        private void allow(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(open < mostConnections);
        }
    }
}
