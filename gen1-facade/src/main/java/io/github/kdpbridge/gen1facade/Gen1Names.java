package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.WriteRequest;
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

    /** Returns the names that a caller of generation 1 would have sent with a request. */
    static Gen1Names of(Request<?> request) {
        if (request instanceof WriteRequest write) {
            TransactionId upload = write instanceof RemovalRequest removal ? removal.upload() : null;
            return of(write.customer(), upload);
        }
        if (request instanceof StatusRequest status) {
            return of(null, status.transaction());
        }
        if (request instanceof TransactionsQuery query) {
            return of(query.customer(), null);
        }
        if (request instanceof DeviceQuery query) {
            return of(query.customer(), null);
        }
        return request instanceof CustomerQuery query ? of(query.customer(), null) : NONE;
    }

    private static Gen1Names of(@Nullable CustomerId customer, @Nullable TransactionId transaction) {
        return new Gen1Names(
                customer == null ? null : customer.value(), transaction == null ? null : transaction.value());
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
