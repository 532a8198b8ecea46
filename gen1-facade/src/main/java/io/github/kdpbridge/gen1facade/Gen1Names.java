package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ServiceError;
import org.jspecify.annotations.Nullable;

/**
 * The names in a request that its refusal may quote, as the texts of generation 1 do.
 *
 * @param customer the customer, as the caller wrote it; null if the request names none
 * @param transaction the earlier transaction of a status or a removal request; null for all other requests
 */
record Gen1Names(@Nullable String customer, @Nullable String transaction) {
    private static final Gen1Names NONE = new Gen1Names(null, null);

    static Gen1Names none() {
        return NONE;
    }

    /**
     * Translates the refusal to generation 1.
     *
     * <p>Generation 2 has one condition for an invalid id and for an unknown one. For an earlier transaction,
     * generation 1 says that it was not found (contract, section 8: assumed).
     */
    ServiceError inGen1(ServiceError error, ErrorCatalogue errors) {
        return switch (error.condition()) {
            case CUSTOMER_ID_INVALID, CUSTOMER_NOT_FOUND -> errors.inGen1(error, customer, "customerId");
            case TRANSACTION_ID_INVALID, TRANSACTION_NOT_FOUND ->
                transaction == null
                        ? errors.inGen1(error, null, "transactionId")
                        : errors.inGen1(notFound(error), transaction, "transactionId");
            default -> errors.inGen1(error, null, "");
        };
    }

    private static ServiceError notFound(ServiceError error) {
        return new ServiceError(Condition.TRANSACTION_NOT_FOUND, error.code(), error.message(), error.data());
    }
}
