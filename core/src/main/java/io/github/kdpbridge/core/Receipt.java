package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * The service's confirmation that it accepted an upload or a deletion. The {@link TransactionStatus} gives the outcome.
 *
 * @param transaction the transaction, as the caller named it
 * @param state its state, usually {@link TransactionState#PROGRESS}
 * @param unknown the other fields of the answer
 */
public record Receipt(TransactionId transaction, TransactionState state, UnknownFields unknown) {
    public Receipt {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Creates a receipt without further fields. */
    public Receipt(TransactionId transaction, TransactionState state) {
        this(transaction, state, UnknownFields.none());
    }

    /** Returns the transaction and its state: {@code 7: Progress}. */
    @Override
    public String toString() {
        return transaction + ": " + state;
    }
}
