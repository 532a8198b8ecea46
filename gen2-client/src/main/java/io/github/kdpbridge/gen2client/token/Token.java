package io.github.kdpbridge.gen2client.token;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A credential for generation 2 with a limited lifetime.
 *
 * @param header the name of the HTTP header that carries it
 * @param value the value of that header; secret
 * @param issuedAt when it was requested
 * @param expiresAt when the service stops accepting it, after {@code issuedAt}
 */
public record Token(String header, String value, Instant issuedAt, Instant expiresAt) {
    private static final CharMatcher SENDABLE = CharMatcher.inRange(' ', '~');

    /**
     * Checks the value and the times.
     *
     * @throws IllegalArgumentException if no header can carry the value, or the token expires before it is issued
     */
    public Token {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(value, "value");
        checkArgument(SENDABLE.matchesAllOf(value), "the token has characters that the header %s cannot carry", header);
        checkArgument(issuedAt.isBefore(expiresAt), "a token that expires at %s, issued at %s", expiresAt, issuedAt);
    }

    /** Returns the header to send with each request. */
    public Map<String, String> headers() {
        return Map.of(header, value);
    }

    /** Returns the lifetime of the token. */
    public Duration lifetime() {
        return Duration.between(issuedAt, expiresAt);
    }

    /** Returns the header's name and the times, never the value. */
    @Override
    public String toString() {
        return "Token[" + header + ", issued " + issuedAt + ", expires " + expiresAt + "]";
    }
}
