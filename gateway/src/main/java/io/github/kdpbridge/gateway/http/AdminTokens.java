package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.gateway.config.AdminAccess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import okio.ByteString;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Knows operators by their tokens. Safe for use by many threads. */
final class AdminTokens {
    private static final Set<String> FORWARDED = ImmutableSet.of(
            "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");
    private static final String BEARER = "Bearer ";

    private final Supplier<Set<AdminAccess>> access;
    private final WrongKeys wrong;

    /**
     * Creates it.
     *
     * @param access the operators now
     */
    AdminTokens(Supplier<Set<AdminAccess>> access, int wrongAMinute, Ticker ticker) {
        this.access = access;
        this.wrong = new WrongKeys(wrongAMinute, ticker);
    }

    /** Returns the operator of a request; empty if there is no token, or a wrong one. */
    Optional<AdminAccess> of(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? ofToken(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Compares with all tokens, and each in constant time: the time tells nothing. */
    Optional<AdminAccess> ofToken(String token) {
        ByteString digest = AdminAccess.digest(token);
        AdminAccess found = null;
        for (AdminAccess each : access.get()) {
            boolean isEqual = MessageDigest.isEqual(each.token().toByteArray(), digest.toByteArray());
            found = isEqual ? each : found;
        }
        return Optional.ofNullable(found);
    }

    /** Counts a wrong token, and returns the delay of its answer. */
    Duration waitOfWrong(InetAddress address) {
        return wrong.waitFor(address);
    }

    /**
     * Returns why an act is not taken over a connection; null if it is: without TLS, from this machine only. A proxy on this
     * machine would make everybody a user of it; it gives itself away by the headers that it adds.
     */
    static @Nullable String notPrivate(Request request) {
        return notPrivate(request.isSecure(), remote(request).orElse(null), request.getHeaders());
    }

    static @Nullable String notPrivate(boolean isSecure, @Nullable InetAddress remote, HttpFields headers) {
        if (isSecure) {
            return null;
        }
        if (remote == null || !remote.isLoopbackAddress()) {
            return "an act is taken from this machine only, because the admin side has no TLS; set gateway.admin.tls, or use a"
                    + " tunnel (ssh -L)";
        }
        return FORWARDED.stream().anyMatch(headers::contains)
                ? "an act is not taken through a proxy, because the admin side has no TLS and nobody knows who is behind it;"
                        + " set gateway.admin.tls, and let the proxy connect by https"
                : null;
    }

    static Optional<InetAddress> remote(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? Optional.ofNullable(remote.getAddress())
                : Optional.empty();
    }
}
