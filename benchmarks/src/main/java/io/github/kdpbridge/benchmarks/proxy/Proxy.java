package io.github.kdpbridge.benchmarks.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A reverse proxy in plain Java: HTTP/1.1 on both sides, one event loop for a request's two connections, and connections to
 * the service that are kept for the next request. It passes on what it reads, checks no key and writes no log, so that it is
 * what a gateway on the JVM could reach at most.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails ends, which its handlers are told
public final class Proxy implements AutoCloseable {
    /** Greater than what is read at once, so that no part of a body is cut. */
    private static final int CHUNK = 1 << 16;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
    private final Channel channel;

    private Proxy(URI service) {
        Services services = new Services(
                new Bootstrap()
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .remoteAddress(service.getHost(), service.getPort()),
                service.getAuthority());
        channel = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel caller) {
                        caller.pipeline().addLast(new HttpServerCodec(decoder()), new Caller(services));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /**
     * Starts a proxy on a free port of this machine.
     *
     * @param service the service: a URL with a host and a port, whose path is ignored
     */
    public static Proxy start(URI service) {
        return new Proxy(service);
    }

    /**
     * Serves until the process is ended.
     *
     * @param args the URL of the service
     */
    public static void main(String[] args) {
        System.out.println("proxy ready at " + start(URI.create(args[0])).url());
    }

    /** Returns where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loops.shutdownGracefully();
    }

    static HttpClientCodec client() {
        return new HttpClientCodec(decoder(), false, true);
    }

    private static HttpDecoderConfig decoder() {
        return new HttpDecoderConfig().setMaxChunkSize(CHUNK);
    }
}
