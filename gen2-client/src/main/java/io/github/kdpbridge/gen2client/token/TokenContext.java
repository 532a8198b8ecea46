package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.gen2client.wire.TokenApi;
import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * The environment of a {@link TokenSource}: its client's services, URLs and clock.
 *
 * @param api the token services
 * @param tokenUrl the URL of the signed-token service of the client's region
 * @param oauthUrl the URL of the OAuth 2.0 token service of the client's region
 * @param clock the estimate of the service's time
 */
public record TokenContext(TokenApi api, HttpUrl tokenUrl, HttpUrl oauthUrl, Clock clock) {
    /** Requires all components. */
    public TokenContext {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(tokenUrl, "tokenUrl");
        Objects.requireNonNull(oauthUrl, "oauthUrl");
        Objects.requireNonNull(clock, "clock");
    }
}
