package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * Lists the account itself and the resellers below it.
 *
 * @param page which page of the list
 */
public record ResellerQuery(PageRequest page) implements ListQuery<Reseller> {
    public ResellerQuery {
        Objects.requireNonNull(page, "page");
    }

    @Override
    public Operation<ResellerQuery, Page<Reseller>> operation() {
        return Operation.RESELLERS;
    }

    @Override
    public ResellerQuery on(PageRequest other) {
        return new ResellerQuery(other);
    }
}
