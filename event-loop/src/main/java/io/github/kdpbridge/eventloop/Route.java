package io.github.kdpbridge.eventloop;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks4ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ways to an origin, directly or through the proxies that Java's settings name ({@code https.proxyHost} and others).
 *
 * @param ways in the order in which they are tried
 */
record Route(List<Way> ways) {
    /**
     * One way.
     *
     * @param proxy the entry of Java's settings; {@link Proxy#NO_PROXY} for the direct way
     * @param hop the address to connect to: the origin's, or the proxy's
     * @param end what the proxy is told to connect to; null if it is told nothing
     * @param user the name and password for a proxy of SOCKS; null for none
     */
    record Way(
            Proxy proxy,
            InetSocketAddress hop,
            @Nullable InetSocketAddress end,
            @Nullable PasswordAuthentication user) {
        /** Returns what the connection is made to. */
        SocketAddress address() {
            return end == null ? hop : end;
        }

        /** Returns whether a proxy reads the requests itself, which then name the whole URL. */
        boolean absolute() {
            return proxy.type() == Proxy.Type.HTTP && end == null;
        }

        /** Returns what leads a new connection through the proxy; null if there is none. */
        @Nullable ProxyHandler tunnel() {
            if (end == null) {
                return null;
            }
            return proxy.type() == Proxy.Type.HTTP ? new HttpProxyHandler(hop) : socks();
        }

        /** The version is taken from where Java's own sockets take it. */
        private ProxyHandler socks() {
            String name = user == null ? null : user.getUserName();
            String password = user == null ? null : new String(user.getPassword());
            return "4".equals(System.getProperty("socksProxyVersion"))
                    ? new Socks4ProxyHandler(hop, name)
                    : new Socks5ProxyHandler(hop, name, password);
        }
    }

    /** Returns the direct way to an origin with these addresses. */
    static Route direct(List<InetSocketAddress> addresses) {
        return new Route(addresses.stream()
                .map(address -> new Way(Proxy.NO_PROXY, address, null, null))
                .toList());
    }

    /** Finds it. Waits for the lookup of the names. */
    static Route to(Origin origin) {
        List<Way> ways = new ArrayList<>();
        UncheckedIOException unknown = null;
        for (Proxy proxy : proxies(origin)) {
            try {
                ways.addAll(ways(origin, proxy));
            } catch (UncheckedIOException e) { // the next may be known
                unknown = e;
            }
        }
        if (ways.isEmpty() && unknown != null) {
            throw unknown;
        }
        return new Route(ways);
    }

    private static List<Proxy> proxies(Origin origin) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return List.of(Proxy.NO_PROXY);
        }
        String host = origin.host().indexOf(':') < 0 ? origin.host() : "[" + origin.host() + "]";
        URI uri = URI.create((origin.secure() ? "https" : "http") + "://" + host + ":" + origin.port() + "/");
        List<Proxy> chosen = selector.select(uri);
        return chosen.isEmpty() ? List.of(Proxy.NO_PROXY) : chosen;
    }

    private static List<Way> ways(Origin origin, Proxy proxy) {
        if (!(proxy.address() instanceof InetSocketAddress hop)) {
            return direct(addresses(origin.host(), origin.port())).ways();
        }
        InetSocketAddress end = proxy.type() == Proxy.Type.HTTP && !origin.secure()
                ? null
                : InetSocketAddress.createUnresolved(origin.host(), origin.port());
        return addresses(hop.getHostString(), hop.getPort()).stream()
                .map(address -> new Way(proxy, address, end, proxy.type() == Proxy.Type.SOCKS ? user(address) : null))
                .toList();
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

    /**
     * Returns whether a way is as good as the one before it, another address of the same machine, so that both may be tried
     * at once.
     */
    boolean isAlternative(int way) {
        return ways.get(way).proxy().equals(ways.get(way - 1).proxy());
    }

    /** Asks Java's authenticator, which may wait for a person, or else takes what Java's settings name. */
    private static @Nullable PasswordAuthentication user(InetSocketAddress hop) {
        PasswordAuthentication known = Authenticator.requestPasswordAuthentication(
                hop.getHostString(), hop.getAddress(), hop.getPort(), "SOCKS5", "SOCKS authentication", null);
        String name = System.getProperty("java.net.socks.username");
        if (known != null || name == null) {
            return known;
        }
        return new PasswordAuthentication(
                name, System.getProperty("java.net.socks.password", "").toCharArray());
    }
}
