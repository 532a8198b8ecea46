package io.github.kdpbridge.core;

/**
 * A request for one page of a list.
 *
 * @param <T> the kind of item
 */
public sealed interface ListQuery<T> extends ReadRequest<Page<T>>
        permits TransactionsQuery, DeviceQuery, CustomerQuery, ResellerQuery {
    /** Returns the requested page. */
    PageRequest page();

    /** Returns the same query for another page. */
    ListQuery<T> on(PageRequest page);

    @Override
    default String subject() {
        return page().toString();
    }
}
