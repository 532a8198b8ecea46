package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.gen2client.wire.TokenApi;
import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * What a {@link TokenSource} is given by the client that it works for.
 *
 * @param api the token services, for sources that ask them
 * @param tokenUrl where the signed-token service of the client's region is
 * @param oauthUrl where the OAuth 2.0 token service of the client's region is
 * @param clock the service's time, as far as it is known
 */
public record TokenContext(TokenApi api, HttpUrl tokenUrl, HttpUrl oauthUrl, Clock clock) {
    /** Checks that all is there. */
    public TokenContext {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(tokenUrl, "tokenUrl");
        Objects.requireNonNull(oauthUrl, "oauthUrl");
        Objects.requireNonNull(clock, "clock");
    }
}
