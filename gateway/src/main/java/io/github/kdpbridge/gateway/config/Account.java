package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import java.util.Set;

/** A reseller that a gateway serves: the keys of its callers, and what does its work. */
public sealed interface Account permits Gen2Account, ProgramAccount {
    /** Returns the account. */
    ResellerId reseller();

    /** Returns the static keys that open it, each of which opens no other account of the gateway. */
    Set<Gen1Key> keys();

    /** Copies the keys of an account. */
    static ImmutableSet<Gen1Key> atLeastOne(ResellerId reseller, Set<Gen1Key> keys) {
        checkArgument(!keys.isEmpty(), "reseller %s has no key", reseller);
        return ImmutableSet.copyOf(keys);
    }
}
