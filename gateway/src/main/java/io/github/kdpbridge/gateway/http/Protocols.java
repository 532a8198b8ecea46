package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.tls.CertificateWatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 and HTTP/2. TLS negotiates (ALPN); in clear text the client needs prior knowledge of HTTP/2, and says so with its
 * first bytes. There is no upgrade: it is obsolete (RFC 9113, section 3.1), and libraries of generation 1 callers offer it by
 * default.
 */
final class Protocols extends ChannelInitializer<Channel> {
    /** The most concurrent requests of one HTTP/2 connection. */
    private static final int STREAMS = 128;
    /**
     * The most streams of a connection that are refused, or reset for a mistake, in 30 seconds. A caller that does not know
     * {@link #STREAMS} yet may begin some hundreds at once, which are not to cost it those under way: Netty's default is 200.
     */
    private static final int REFUSED_STREAMS = 1000;

    private static final int SECONDS_OF_REFUSALS = 30;
    /**
     * The bytes that a caller may send before it has to wait for more, on a stream and in all: what comes is taken at once, so
     * nothing but the way to a caller far away needs them. As Jetty's.
     */
    private static final int STREAM_WINDOW = 512 << 10;

    static final int CONNECTION_WINDOW = 1 << 20;

    private final Endpoint endpoint;
    private final int longestHead;
    private final @Nullable CertificateWatch certificate;

    Protocols(Endpoint endpoint, int longestHead, @Nullable CertificateWatch certificate) {
        this.endpoint = endpoint;
        this.longestHead = longestHead;
        this.certificate = certificate;
    }

    @Override
    protected void initChannel(Channel channel) {
        ReceiveDeadlines.Wait wait = endpoint.intake().deadlines().opened(channel);
        channel.closeFuture().addListener(closed -> wait.closed());
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new Bytes(wait));
        if (certificate == null) {
            pipeline.addLast(new FirstBytes(wait));
        } else {
            SslHandler tls = certificate.context().newHandler(channel.alloc());
            tls.setHandshakeTimeoutMillis(0); // a head has its deadline, of which the handshake is a part
            tls.engine().setHandshakeApplicationProtocolSelector(Protocols::choose);
            pipeline.addLast(new OneHandshake(tls), tls, new Negotiated(wait));
        }
    }

    /** HTTP/2 forbids some suites of TLS 1.2 (RFC 9113, section 9.2.2), and a client of it may end a connection that has one. */
    private static String choose(SSLEngine engine, List<String> offered) {
        boolean mayBeHttp2 = !engine.getHandshakeSession().getCipherSuite().contains("_CBC_");
        if (mayBeHttp2 && offered.contains(ApplicationProtocolNames.HTTP_2)) {
            return ApplicationProtocolNames.HTTP_2;
        }
        return offered.contains(ApplicationProtocolNames.HTTP_1_1) ? ApplicationProtocolNames.HTTP_1_1 : "";
    }

    private void http1(ChannelPipeline pipeline, ReceiveDeadlines.Wait wait) {
        Channel connection = pipeline.channel();
        Framing.Decoder decoder = new Framing.Decoder(longestHead);
        Wire wire = new Http1Wire(connection, decoder, wait);
        pipeline.addLast(decoder, new Conversation(endpoint, wire, connection, wait));
    }

    private void http2(ChannelPipeline pipeline, ReceiveDeadlines.Wait wait) {
        Channel connection = pipeline.channel();
        wait.share();
        // Half of a connection is of no use: a stream has an end of its own.
        connection.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        Http2FrameCodec codec = LateFrames.codec()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(STREAMS)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(longestHead))
                .encoderEnforceMaxRstFramesPerWindow(REFUSED_STREAMS, SECONDS_OF_REFUSALS)
                .gracefulShutdownTimeoutMillis(Entrance.GRACE.toMillis())
                .build();
        FrameRate.limit(codec.decoder());
        pipeline.addLast(codec);
        widen(codec.connection());
        pipeline.addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline()
                        .addLast(
                                new StreamBegin(),
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new Conversation(endpoint, new Http2Wire(stream), connection, wait));
            }
        }));
        pipeline.addLast(new Broken());
    }

    private static void widen(Http2Connection http) {
        try {
            http.local()
                    .flowController()
                    .incrementWindowSize(
                            http.connectionStream(), CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
        } catch (Http2Exception e) {
            throw new IllegalStateException("a new connection has a window that can grow", e);
        }
    }

    /** Notes when bytes come. */
    private static final class Bytes extends ChannelInboundHandlerAdapter {
        private final ReceiveDeadlines.Wait wait;

        Bytes(ReceiveDeadlines.Wait wait) {
            this.wait = wait;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            wait.bytesCame();
            context.fireChannelRead(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }

    /** Ends a connection whose caller begins a second handshake in it, as it may in TLS 1.2: each costs more than a request. */
    private static final class OneHandshake extends ChannelInboundHandlerAdapter {
        private final SslHandler tls;

        OneHandshake(SslHandler tls) {
            this.tls = tls;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.fireChannelRead(message);
            SSLEngine engine = tls.engine();
            if (tls.handshakeFuture().isSuccess()
                    && !engine.isOutboundDone() // else it is the caller's end that is waited for
                    && engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP
                    && engine.getSession().getProtocol().equals("TLSv1.2")) {
                var unused = context.close();
            }
        }
    }

    /** The end of what breaks HTTP/2: the codec has said so to the caller, and closes the connection. */
    private static final class Broken extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslCloseCompletionEvent) {
                var unused = context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof Http2Exception)) {
                var unused = context.close();
            }
        }
    }

    private final class Negotiated extends ApplicationProtocolNegotiationHandler {
        private final ReceiveDeadlines.Wait wait;

        Negotiated(ReceiveDeadlines.Wait wait) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.wait = wait;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                http2(context.pipeline(), wait);
            } else {
                http1(context.pipeline(), wait);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof ChannelInputShutdownEvent) {
                var unused = context.close();
            } else {
                super.userEventTriggered(context, event);
            }
        }

        /** Scanners and clients that do not trust the certificate are no news. */
        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }

    /** Looks for the preface of HTTP/2. */
    private final class FirstBytes extends ByteToMessageDecoder {
        private final ReceiveDeadlines.Wait wait;

        FirstBytes(ReceiveDeadlines.Wait wait) {
            this.wait = wait;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                var unused = context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
            try {
                int known = Math.min(in.readableBytes(), preface.readableBytes());
                boolean matches = ByteBufUtil.equals(in, in.readerIndex(), preface, preface.readerIndex(), known);
                if (matches && known < preface.readableBytes()) {
                    return;
                }
                if (matches) {
                    http2(context.pipeline(), wait);
                } else {
                    http1(context.pipeline(), wait);
                }
                context.pipeline().remove(this);
            } finally {
                preface.release();
            }
        }
    }
}
