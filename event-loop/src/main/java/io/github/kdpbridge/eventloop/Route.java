package io.github.kdpbridge.eventloop;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way to an origin, directly or through the proxy that Java's settings name ({@code https.proxyHost} and others).
 *
 * @param addresses what to connect to; one after the other is tried
 * @param proxy the proxy that the connection leads through to the address; null for none
 * @param absolute whether a proxy reads the requests itself, which then name the whole URL
 */
record Route(
        List<? extends SocketAddress> addresses, @Nullable Proxy proxy, boolean absolute) {
    /** Finds it. Waits for the lookup of the name. */
    static Route to(Origin origin) {
        Proxy proxy = chosen(origin);
        if (proxy == null || !(proxy.address() instanceof InetSocketAddress hop)) {
            return new Route(addresses(origin.host(), origin.port()), null, false);
        }
        Proxy known = new Proxy(
                proxy.type(), addresses(hop.getHostString(), hop.getPort()).get(0));
        return proxy.type() == Proxy.Type.HTTP && !origin.secure()
                ? new Route(List.of(known.address()), null, true)
                : new Route(List.of(InetSocketAddress.createUnresolved(origin.host(), origin.port())), known, false);
    }

    private static @Nullable Proxy chosen(Origin origin) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return null;
        }
        String host = origin.host().indexOf(':') < 0 ? origin.host() : "[" + origin.host() + "]";
        URI uri = URI.create((origin.secure() ? "https" : "http") + "://" + host + ":" + origin.port() + "/");
        return selector.select(uri).stream()
                .filter(each -> each.type() != Proxy.Type.DIRECT)
                .findFirst()
                .orElse(null);
    }

    private static List<InetSocketAddress> addresses(String host, int port) {
        try {
            return Stream.of(InetAddress.getAllByName(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what leads a new connection through the proxy; null if there is none. */
    @Nullable ProxyHandler tunnel() {
        if (proxy == null) {
            return null;
        }
        return proxy.type() == Proxy.Type.HTTP
                ? new HttpProxyHandler(proxy.address())
                : new Socks5ProxyHandler(proxy.address());
    }
}
