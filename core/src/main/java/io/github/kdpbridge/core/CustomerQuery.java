package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which customers of the reseller to list.
 *
 * @param customer only this one; null for all
 */
public record CustomerQuery(@Nullable CustomerId customer) {
    private static final CustomerQuery ALL = new CustomerQuery(null);

    /** Returns the query for all customers of the reseller. */
    public static CustomerQuery all() {
        return ALL;
    }

    /** Returns the query for the details of one customer. */
    public static CustomerQuery of(CustomerId customer) {
        return new CustomerQuery(Objects.requireNonNull(customer, "customer"));
    }
}
