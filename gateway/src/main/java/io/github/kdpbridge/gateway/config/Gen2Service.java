package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.Objects;

/**
 * A generation 2 service, as a gateway reaches it for one account.
 *
 * @param baseUrl its base URL
 * @param tokens the source of its access tokens
 * @param resilience rate, time-outs and repeats
 * @param profile the assumed facts of the service
 */
public record Gen2Service(String baseUrl, TokenSource tokens, Resilience resilience, Gen2Profile profile) {
    /** Checks that all is there. */
    public Gen2Service {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(resilience, "resilience");
        Objects.requireNonNull(profile, "profile");
    }

    /** Returns the base URL, never a credential. */
    @Override
    public String toString() {
        return "Gen2Service[" + baseUrl + "]";
    }
}
