package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of the reseller to list.
 *
 * @param customer only those for this customer (documented); null for all
 * @param vendor only those of this downstream reseller of a two-tier sale (assumed); null for all
 */
public record TransactionsQuery(
        @Nullable CustomerId customer, @Nullable VendorId vendor) {
    private static final TransactionsQuery ALL = new TransactionsQuery(null, null);

    /** Returns the query for all transactions of the reseller. */
    public static TransactionsQuery all() {
        return ALL;
    }

    /** Returns the query for the transactions for one customer. */
    public static TransactionsQuery of(CustomerId customer) {
        return new TransactionsQuery(Objects.requireNonNull(customer, "customer"), null);
    }
}
