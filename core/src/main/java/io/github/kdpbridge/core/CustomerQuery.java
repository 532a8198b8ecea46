package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query for customers of the reseller.
 *
 * @param customer only this one; null for all
 * @param page the page of the list; the first by default
 */
public record CustomerQuery(@Nullable CustomerId customer, PageRequest page) implements ListQuery<Customer> {
    private static final CustomerQuery ALL = new CustomerQuery(null);

    public CustomerQuery {
        Objects.requireNonNull(page, "page");
    }

    /** Creates a query of the first page; null asks for all customers. */
    public CustomerQuery(@Nullable CustomerId customer) {
        this(customer, PageRequest.first());
    }

    /** Returns the query for all customers of the reseller. */
    public static CustomerQuery all() {
        return ALL;
    }

    /** Returns the query for the details of one customer. */
    public static CustomerQuery of(CustomerId customer) {
        return new CustomerQuery(Objects.requireNonNull(customer, "customer"));
    }

    @Override
    public Operation<CustomerQuery, Page<Customer>> operation() {
        return Operation.CUSTOMERS;
    }

    @Override
    public CustomerQuery on(PageRequest other) {
        return new CustomerQuery(customer, other);
    }
}
