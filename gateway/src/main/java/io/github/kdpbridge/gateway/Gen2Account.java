package io.github.kdpbridge.gateway;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reseller whose work generation 2 does, through a client that the gateway makes and closes.
 *
 * @param reseller the account
 * @param keys the static keys that its callers may send, at least one
 * @param baseUrl where its generation 2 service is
 * @param tokens where its tokens come from
 * @param resilience how the service is treated, and what happens when it fails
 * @param profile what the service looks like where that is assumed
 * @param name the reseller's name in the list of resellers; null for none
 * @param vendors the resellers below it in that list; generation 2 has no such list of its own
 */
public record Gen2Account(
        ResellerId reseller,
        Set<Gen1Key> keys,
        String baseUrl,
        TokenSource tokens,
        Resilience resilience,
        Gen2Profile profile,
        @Nullable String name,
        List<Reseller> vendors)
        implements Account {
    /** Checks that all is there. */
    public Gen2Account {
        Objects.requireNonNull(reseller, "reseller");
        keys = Account.atLeastOne(reseller, keys);
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(resilience, "resilience");
        Objects.requireNonNull(profile, "profile");
        vendors = ImmutableList.copyOf(vendors);
    }

    /** Creates an account that is alone in the list of resellers, without a name. */
    public Gen2Account(
            ResellerId reseller,
            Set<Gen1Key> keys,
            String baseUrl,
            TokenSource tokens,
            Resilience resilience,
            Gen2Profile profile) {
        this(reseller, keys, baseUrl, tokens, resilience, profile, null, List.of());
    }

    /** Returns the account and the service, never a key. */
    @Override
    public String toString() {
        return "Gen2Account[" + reseller + ", " + baseUrl + "]";
    }
}
