package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reseller: the account itself, or a downstream reseller of it. Generation 2 has no list of them, so they come from the
 * operator's configuration (contract, section 2).
 *
 * @param id the reseller's account
 * @param name the reseller's name; null if none is configured
 */
public record Reseller(ResellerId id, @Nullable String name) {
    public Reseller {
        Objects.requireNonNull(id, "id");
    }
}
