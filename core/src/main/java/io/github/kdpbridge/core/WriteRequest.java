package io.github.kdpbridge.core;

import org.jspecify.annotations.Nullable;

/** A request that changes registered devices, under a transaction id of the caller's choice. */
public sealed interface WriteRequest extends Request<Receipt> permits DeviceWrite, RemovalRequest {
    /** Returns the caller's id of the write, unique for the reseller. */
    TransactionId transaction();

    /** Returns the customer that bought the devices. */
    CustomerId customer();

    /** Returns the downstream reseller of a two-tier sale; null in a single-tier one. */
    @Nullable VendorId vendor();

    @Override
    default String subject() {
        return transaction().toString();
    }

    /** Returns the service's name for this type of transaction. */
    TransactionType type();
}
