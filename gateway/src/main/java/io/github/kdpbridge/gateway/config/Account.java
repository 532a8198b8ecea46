package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A reseller that a gateway serves: the keys of its callers, and the program that does its work. */
public sealed interface Account permits Gen2Account, MigratingAccount, ProgramAccount {
    /** Returns the account. */
    ResellerId reseller();

    /** Returns the static keys that open it, each of which opens no other account of the gateway. */
    Set<Gen1Key> keys();

    /** Returns the profile of its generation 2 service; the standard one if a program of its own does the work. */
    Gen2Profile profile();

    /** Returns this account if the gateway reaches a generation 2 service for it; empty if a program does the work. */
    Optional<Gen2Account> gen2();

    /** Returns this account if its customers move from the old service; empty by default. */
    default Optional<MigratingAccount> migrating() {
        return Optional.empty();
    }

    /**
     * Returns the program that does its work.
     *
     * @param clients gives the client of an account on generation 2
     */
    DeploymentProgram program(Function<Gen2Account, ? extends DeploymentProgram> clients);

    /** Copies the keys of an account. */
    static ImmutableSet<Gen1Key> atLeastOne(ResellerId reseller, Set<Gen1Key> keys) {
        checkArgument(!keys.isEmpty(), "reseller %s has no key", reseller);
        return ImmutableSet.copyOf(keys);
    }
}
