package io.github.kdpbridge.gateway.config;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reseller on generation 2, through a client that the gateway makes and closes.
 *
 * @param reseller the account
 * @param keys the static keys that its callers may send, at least one
 * @param service its generation 2 service
 * @param name the reseller's name in the list of resellers; null for none
 * @param vendors the resellers below it in that list; generation 2 has no such list of its own
 */
public record Gen2Account(
        ResellerId reseller,
        Set<Gen1Key> keys,
        Gen2Service service,
        @Nullable String name,
        List<Reseller> vendors) implements Account {
    /** Checks that all is there. */
    public Gen2Account {
        Objects.requireNonNull(reseller, "reseller");
        keys = Account.atLeastOne(reseller, keys);
        Objects.requireNonNull(service, "service");
        vendors = ImmutableList.copyOf(vendors);
    }

    /** Creates an account that is alone in the list of resellers, without a name. */
    public Gen2Account(ResellerId reseller, Set<Gen1Key> keys, Gen2Service service) {
        this(reseller, keys, service, null, List.of());
    }

    @Override
    public Gen2Profile profile() {
        return service.profile();
    }

    @Override
    public Optional<Gen2Account> gen2() {
        return Optional.of(this);
    }

    @Override
    public DeploymentProgram program(Function<Gen2Account, ? extends DeploymentProgram> clients) {
        return clients.apply(this);
    }

    /** Returns the account and the service, never a key. */
    @Override
    public String toString() {
        return "Gen2Account[" + reseller + ", " + service.baseUrl() + "]";
    }
}
