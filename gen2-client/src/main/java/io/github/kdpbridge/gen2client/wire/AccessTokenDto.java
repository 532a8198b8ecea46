package io.github.kdpbridge.gen2client.wire;

import org.jspecify.annotations.Nullable;

/** The answer to a request for an access token (observed). */
record AccessTokenDto(@Nullable String accessToken) {
    /** Returns no more than whether there is one. */
    @Override
    public String toString() {
        return accessToken == null ? "no access token" : "an access token";
    }
}
