package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.config.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** The addresses of callers: that of the connection, or the one named by a trusted proxy. */
final class Callers {
    private static final String ATTRIBUTE = Callers.class.getName();

    private final TrustedProxies proxies;

    Callers(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Returns the address of a request's caller; empty if the connection has none. */
    Optional<InetAddress> of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof InetAddress known) {
            return Optional.of(known);
        }
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote)) {
            return Optional.empty();
        }
        InetAddress caller = proxies.caller(
                remote.getAddress(),
                request.getHeaders().getValuesList(proxies.header().field()));
        request.setAttribute(ATTRIBUTE, caller);
        return Optional.of(caller);
    }
}
