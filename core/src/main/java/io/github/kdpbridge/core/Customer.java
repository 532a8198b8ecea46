package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the reseller, as its list gives it (contract, section 6; all fields assumed).
 *
 * @param id the customer's account
 * @param name the customer's name; null if the service did not say
 * @param country where the customer is, as the service writes it; null if it did not say
 * @param state the state of the account as the service writes it; null if it did not say
 * @param unknown what else the service said of the customer
 */
public record Customer(
        CustomerId id,
        @Nullable String name,
        @Nullable String country,
        @Nullable String state,
        UnknownFields unknown) {
    /** Checks what is required. */
    public Customer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(unknown, "unknown");
    }
}
