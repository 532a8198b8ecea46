package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for the status of an upload or a deletion.
 *
 * @param transaction the transaction
 * @param vendor the downstream reseller of a two-tier sale; null in a single-tier one
 */
public record StatusRequest(
        TransactionId transaction, @Nullable VendorId vendor) implements ReadRequest<TransactionStatus> {
    public StatusRequest {
        Objects.requireNonNull(transaction, "transaction");
    }

    /** Returns the request for a transaction of a single-tier sale. */
    public static StatusRequest of(TransactionId transaction) {
        return new StatusRequest(transaction, null);
    }

    /** Returns the request for a write's transaction, with its vendor if it has one. */
    public static StatusRequest of(WriteRequest request) {
        return new StatusRequest(request.transaction(), request.vendor());
    }

    @Override
    public Operation<StatusRequest, TransactionStatus> operation() {
        return Operation.STATUS;
    }

    @Override
    public String subject() {
        return transaction.toString();
    }
}
