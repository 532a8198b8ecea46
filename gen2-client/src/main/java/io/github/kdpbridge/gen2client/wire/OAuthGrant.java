package io.github.kdpbridge.gen2client.wire;

import java.time.Duration;

/**
 * A bearer token as the service gave it.
 *
 * @param accessToken the token; secret
 * @param lifetime its validity
 */
public record OAuthGrant(String accessToken, Duration lifetime) {
    /** Returns the lifetime, never the token. */
    @Override
    public String toString() {
        return "OAuthGrant[" + lifetime + "]";
    }
}
