package io.github.kdpbridge.gateway.config;

import com.google.common.base.Preconditions;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * The old service, as a gateway reaches it for one account that migrates.
 *
 * @param baseUrl the URL up to {@code /bulkenroll}
 * @param key the account's static key there, which replaces those of callers; secret
 * @param resilience rate, time-outs and repeats
 */
public record Gen1Service(String baseUrl, String key, Resilience resilience) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the URL is not an {@code http} or {@code https} URL, or no header can carry the key
     */
    public Gen1Service {
        Preconditions.checkArgument(
                HttpUrl.parse(baseUrl) != null, "the base URL of the old service must be an http or https URL");
        var unused = Gen1Key.of(key);
        Objects.requireNonNull(resilience, "resilience");
    }

    /** Returns the base URL, never the key. */
    @Override
    public String toString() {
        return "Gen1Service[" + baseUrl + "]";
    }
}
