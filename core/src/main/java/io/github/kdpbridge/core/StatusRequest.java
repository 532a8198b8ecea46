package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks what became of an upload or a deletion.
 *
 * @param transaction the transaction asked for
 * @param vendor the downstream reseller of a two-tier sale; null in a single-tier one
 */
public record StatusRequest(
        TransactionId transaction, @Nullable VendorId vendor) implements Request<TransactionStatus> {
    /** Checks what is required. */
    public StatusRequest {
        Objects.requireNonNull(transaction, "transaction");
    }

    /** Returns the question for a transaction of a single-tier sale. */
    public static StatusRequest of(TransactionId transaction) {
        return new StatusRequest(transaction, null);
    }

    /** Returns the question for what became of a write, with its vendor if it has one. */
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
