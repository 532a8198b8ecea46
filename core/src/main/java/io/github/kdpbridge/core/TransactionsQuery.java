package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query for transactions of the reseller.
 *
 * @param customer only those for this customer (documented); null for all
 * @param vendor only those of this downstream reseller of a two-tier sale (assumed); null for all
 * @param page the page of the list; the first by default
 */
public record TransactionsQuery(
        @Nullable CustomerId customer, @Nullable VendorId vendor, PageRequest page)
        implements ListQuery<TransactionStatus> {
    private static final TransactionsQuery ALL = new TransactionsQuery(null, null);

    public TransactionsQuery {
        Objects.requireNonNull(page, "page");
    }

    /** Creates a query of the first page, by customer, by vendor, or by neither. */
    public TransactionsQuery(@Nullable CustomerId customer, @Nullable VendorId vendor) {
        this(customer, vendor, PageRequest.first());
    }

    /** Returns the query for all transactions of the reseller. */
    public static TransactionsQuery all() {
        return ALL;
    }

    /** Returns the query for the transactions for one customer. */
    public static TransactionsQuery of(CustomerId customer) {
        return new TransactionsQuery(Objects.requireNonNull(customer, "customer"), null);
    }

    @Override
    public Operation<TransactionsQuery, Page<TransactionStatus>> operation() {
        return Operation.TRANSACTIONS;
    }

    @Override
    public TransactionsQuery on(PageRequest other) {
        return new TransactionsQuery(customer, vendor, other);
    }
}
