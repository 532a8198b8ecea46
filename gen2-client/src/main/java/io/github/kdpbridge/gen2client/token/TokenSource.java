package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.core.error.KdpException;

/**
 * A source of new tokens. It keeps none: a client calls it before each token expires, and never from two threads at
 * once.
 */
@FunctionalInterface
public interface TokenSource {
    /**
     * Obtains a new token. Blocks until it is there; runs on a thread of the client's own.
     *
     * @throws KdpException if no token can be obtained
     */
    Token request(TokenContext context);

    /** Returns whether tokens are asked for with a client secret, as in the OAuth 2.0 scheme; false by default. */
    default boolean usesClientSecret() {
        return false;
    }

    /**
     * Returns the source of the signed-token scheme, at the token service of the client's region.
     *
     * @param clientIdentifier the client identifier that the portal gave
     * @param key the key pair that the portal gave
     * @throws IllegalArgumentException if the client identifier is empty
     */
    static TokenSource signedToken(String clientIdentifier, SigningKey key) {
        return SignedTokenSource.of(clientIdentifier, key);
    }

    /**
     * Returns the source of the OAuth 2.0 scheme, at the token service of the client's region.
     *
     * @param clientId the client id that the portal gave
     * @param clientSecret the client secret that the portal gave
     * @throws IllegalArgumentException if either is empty
     */
    static TokenSource oauth2(String clientId, String clientSecret) {
        return OAuthTokenSource.of(clientId, clientSecret);
    }
}
