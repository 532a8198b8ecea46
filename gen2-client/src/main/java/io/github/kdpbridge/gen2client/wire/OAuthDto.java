package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.Json;
import org.jspecify.annotations.Nullable;

/** The answer to a request for a bearer token (documented). */
public record OAuthDto(
        @Json(name = "access_token") @Nullable String accessToken,
        @Json(name = "expires_in") @Nullable Long expiresIn) {
    /** Returns only whether there is a token. */
    @Override
    public String toString() {
        return accessToken == null ? "no access token" : "an access token";
    }
}
