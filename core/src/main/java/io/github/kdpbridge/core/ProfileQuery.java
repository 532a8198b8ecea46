package io.github.kdpbridge.core;

import java.util.List;
import java.util.Objects;

/**
 * Lists a customer's Knox Mobile Enrollment profiles, whose aliases an upload can name.
 *
 * @param customer the customer
 */
public record ProfileQuery(CustomerId customer) implements ReadRequest<List<Profile>> {
    public ProfileQuery {
        Objects.requireNonNull(customer, "customer");
    }

    @Override
    public Operation<ProfileQuery, List<Profile>> operation() {
        return Operation.PROFILES;
    }

    @Override
    public String subject() {
        return customer.toString();
    }
}
