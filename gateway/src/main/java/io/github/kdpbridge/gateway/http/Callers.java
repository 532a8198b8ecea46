package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.config.TrustedProxies;
import io.github.kdpbridge.gen1facade.Gen1Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of callers: that of the connection, or the one named by a trusted proxy. */
final class Callers {
    private final TrustedProxies proxies;

    Callers(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * Returns the address of a request's caller.
     *
     * @param remote the other end of its connection; null if that has no address
     */
    Optional<InetAddress> of(@Nullable InetSocketAddress remote, Gen1Request head) {
        if (remote == null) {
            return Optional.empty();
        }
        return Optional.of(proxies.caller(
                remote.getAddress(), Visit.headers(head, proxies.header().field())));
    }
}
