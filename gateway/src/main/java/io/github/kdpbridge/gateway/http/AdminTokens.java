package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import io.github.kdpbridge.gateway.config.AdminAccess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import okio.ByteString;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Knows operators by their tokens. Safe for use by many threads. */
final class AdminTokens {
    private static final String BEARER = "Bearer ";

    private final Set<AdminAccess> access;
    private final WrongKeys wrong;

    AdminTokens(Set<AdminAccess> access, int wrongAMinute, Ticker ticker) {
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
        for (AdminAccess each : access) {
            boolean isEqual = MessageDigest.isEqual(each.token().toByteArray(), digest.toByteArray());
            found = isEqual ? each : found;
        }
        return Optional.ofNullable(found);
    }

    /** Counts a wrong token, and returns the delay of its answer. */
    Duration waitOfWrong(InetAddress address) {
        return wrong.waitFor(address);
    }

    static boolean isLoopback(Request request) {
        return remote(request).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    static Optional<InetAddress> remote(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? Optional.ofNullable(remote.getAddress())
                : Optional.empty();
    }
}
