package io.github.kdpbridge.core;

import org.jspecify.annotations.Nullable;

/** A request that changes what is registered, under a transaction id that the caller chose. */
public sealed interface WriteRequest extends Request<Receipt> permits DeviceWrite, RemovalRequest {
    /** Returns the caller's own name of the write, unique for the reseller. */
    TransactionId transaction();

    /** Returns the customer that bought the devices. */
    CustomerId customer();

    /** Returns the downstream reseller of a two-tier sale; null in a single-tier one. */
    @Nullable VendorId vendor();

    /** Returns the transaction. */
    @Override
    default String subject() {
        return transaction().toString();
    }

    /** Returns what the service calls its transaction. */
    TransactionType type();
}
