package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.gen2client.wire.Gen2Api;
import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * What a {@link TokenSource} is given by the client that it works for.
 *
 * @param api the service, for sources that ask it for a token
 * @param tokenUrl where the token service of the client's region is
 * @param clock the client's clock
 */
public record TokenContext(Gen2Api api, HttpUrl tokenUrl, Clock clock) {
    /** Checks that all is there. */
    public TokenContext {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(tokenUrl, "tokenUrl");
        Objects.requireNonNull(clock, "clock");
    }
}
