package io.github.kdpbridge.core;

import org.jspecify.annotations.Nullable;

/** A request that changes what is registered, under a transaction id that the caller chose. */
public sealed interface WriteRequest permits DeviceWrite, RemovalRequest {
    /** Returns the caller's own name of the write, unique for the reseller. */
    TransactionId transaction();

    /** Returns the customer that bought the devices. */
    CustomerId customer();

    /** Returns the downstream reseller of a two-tier sale; null in a single-tier one. */
    @Nullable VendorId vendor();

    /** Returns what it does, in a word: {@code upload} or {@code delete}. */
    String kind();

    /** Returns what is asked for in words, for messages: {@code upload 244303}. */
    default String operation() {
        return kind() + " " + transaction();
    }

    /** Returns what the service calls its transaction. */
    TransactionType type();

    /** Has a program do it. */
    Receipt sendTo(DeploymentProgram program);
}
