package io.github.kdpbridge.gateway;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.Objects;
import java.util.Set;

/**
 * A reseller whose work generation 2 does, through a client that the gateway makes and closes.
 *
 * @param reseller the account
 * @param keys the static keys that its callers may send, at least one
 * @param baseUrl where its generation 2 service is
 * @param tokens where its tokens come from
 * @param resilience how the service is treated, and what happens when it fails
 * @param profile what the service looks like where that is assumed
 */
public record Gen2Account(
        ResellerId reseller,
        Set<Gen1Key> keys,
        String baseUrl,
        TokenSource tokens,
        Resilience resilience,
        Gen2Profile profile)
        implements Account {
    /** Checks that all is there. */
    public Gen2Account {
        Objects.requireNonNull(reseller, "reseller");
        keys = Account.atLeastOne(reseller, keys);
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(resilience, "resilience");
        Objects.requireNonNull(profile, "profile");
    }

    /** Returns the account and the service, never a key. */
    @Override
    public String toString() {
        return "Gen2Account[" + reseller + ", " + baseUrl + "]";
    }
}
