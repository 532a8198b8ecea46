package io.github.kdpbridge.gen2client.wire;

import org.jspecify.annotations.Nullable;

/** The answer to a request for an access token (observed). */
public record AccessTokenDto(@Nullable String accessToken) {
    /** Returns only whether there is a token. */
    @Override
    public String toString() {
        return accessToken == null ? "no access token" : "an access token";
    }
}
