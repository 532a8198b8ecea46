package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reseller, as the list of resellers gives it (contract, section 6; all fields assumed).
 *
 * @param id the reseller's account
 * @param name the reseller's name; null if the service did not say
 * @param country where the reseller is, as the service writes it; null if it did not say
 * @param unknown what else the service said of the reseller
 */
public record Reseller(
        ResellerId id, @Nullable String name, @Nullable String country, UnknownFields unknown) {
    /** Checks what is required. */
    public Reseller {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(unknown, "unknown");
    }
}
