package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Removes the devices that an earlier upload registered and that are still registered by it:
 * {@code removeTransactionId} (observed in generation 1, documented in generation 2).
 *
 * @param transaction the caller's own id of this deletion, unique for the reseller
 * @param customer the customer that the devices are registered with
 * @param vendor the downstream reseller of a two-tier sale; null in a single-tier one
 * @param upload the upload
 */
public record RemovalRequest(
        TransactionId transaction,
        CustomerId customer,
        @Nullable VendorId vendor,
        TransactionId upload) implements WriteRequest {
    public RemovalRequest {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(upload, "upload");
    }

    @Override
    public Operation<RemovalRequest, Receipt> operation() {
        return Operation.REMOVE;
    }

    @Override
    public TransactionType type() {
        return TransactionType.DELETE;
    }

    /** Returns the equivalent deletion of the upload's devices. */
    public DeleteRequest of(Devices devices) {
        return new DeleteRequest(transaction, customer, vendor, devices);
    }

    /** Returns the upload, the transaction and the customer: {@code remove 8 of upload 7 for 12}. */
    @Override
    public String toString() {
        return label() + " of upload " + upload + " for " + customer;
    }
}
