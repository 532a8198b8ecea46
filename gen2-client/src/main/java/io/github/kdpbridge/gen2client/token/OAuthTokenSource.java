package io.github.kdpbridge.gen2client.token;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.gen2client.wire.OAuthGrant;
import io.github.kdpbridge.serviceclient.http.ServiceUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 scheme: client id and secret are exchanged for a bearer token (documented).
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class OAuthTokenSource implements TokenSource {
    /** The header that carries the token (documented). */
    public static final String HEADER = "Authorization";

    /** The scope requested by default: all of the program (documented; that it may be requested is assumed). */
    public static final String DEFAULT_SCOPE = "kdp";

    private final String clientId;
    private final String clientSecret;
    private final @Nullable String scope;
    private final @Nullable Duration lifetime;
    private final @Nullable HttpUrl tokenUrl;

    private OAuthTokenSource(
            String clientId,
            String clientSecret,
            @Nullable String scope,
            @Nullable Duration lifetime,
            @Nullable HttpUrl tokenUrl) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scope = scope;
        this.lifetime = lifetime;
        this.tokenUrl = tokenUrl;
    }

    /**
     * Returns a source for the token service of the client's region, with the scope {@value #DEFAULT_SCOPE} and the
     * service's own lifetime.
     *
     * @param clientId the client id that the portal gave, not empty
     * @param clientSecret the client secret that the portal gave, not empty
     */
    public static OAuthTokenSource of(String clientId, String clientSecret) {
        checkArgument(!clientId.isEmpty(), "the client id is empty");
        checkArgument(!clientSecret.isEmpty(), "the client secret is empty");
        return new OAuthTokenSource(clientId, clientSecret, DEFAULT_SCOPE, null, null);
    }

    /**
     * Returns a source that requests a scope.
     *
     * @param scope the scope, {@code kdp.devices} for example; several are separated by spaces; null for none
     */
    public OAuthTokenSource withScope(@Nullable String scope) {
        return new OAuthTokenSource(clientId, clientSecret, scope, lifetime, tokenUrl);
    }

    /**
     * Returns a source that requests tokens of this lifetime.
     *
     * @throws IllegalArgumentException if it is not from 1 second to 1 hour, the most that the service gives
     *     (documented)
     */
    public OAuthTokenSource withLifetime(Duration lifetime) {
        checkArgument(
                lifetime.toSeconds() >= 1 && lifetime.compareTo(Duration.ofHours(1)) <= 0,
                "the lifetime must be from 1 second to 1 hour, not %s",
                lifetime);
        return new OAuthTokenSource(clientId, clientSecret, scope, lifetime, tokenUrl);
    }

    /**
     * Returns a source for the token service at this URL.
     *
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL, or has a user or a password
     */
    public OAuthTokenSource withTokenUrl(String url) {
        return new OAuthTokenSource(clientId, clientSecret, scope, lifetime, ServiceUrl.of(url));
    }

    @Override
    public Token request(TokenContext context) {
        Instant issuedAt = context.clock().instant();
        OAuthGrant grant = context.api()
                .oauth2(
                        Objects.requireNonNullElse(tokenUrl, context.oauthUrl()),
                        clientId,
                        clientSecret,
                        scope,
                        lifetime == null ? null : lifetime.toSeconds());
        return new Token(HEADER, "Bearer " + grant.accessToken(), issuedAt, issuedAt.plus(grant.lifetime()));
    }

    /** Returns the scheme, never the client's id or secret. */
    @Override
    public boolean usesClientSecret() {
        return true;
    }

    @Override
    public String toString() {
        return "OAuthTokenSource";
    }
}
