package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the reseller, as its list gives it (contract, section 6).
 *
 * @param id the customer's account (documented)
 * @param name the customer's name (documented); null if the service did not say
 * @param unknown the other fields of the answer
 */
public record Customer(CustomerId id, @Nullable String name, UnknownFields unknown) {
    public Customer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(unknown, "unknown");
    }
}
