package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * The service's word that it took an upload or a deletion. What became of it, the {@link TransactionStatus} tells.
 *
 * @param transaction the transaction, as the caller named it
 * @param state how far it has come, as a rule {@link TransactionState#PROGRESS}
 * @param unknown what else the service said
 */
public record Receipt(TransactionId transaction, TransactionState state, UnknownFields unknown) {
    /** Checks that all are there. */
    public Receipt {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Creates a receipt that says no more than this. */
    public Receipt(TransactionId transaction, TransactionState state) {
        this(transaction, state, UnknownFields.none());
    }

    /** Returns the transaction and its state: {@code 7: Progress}. */
    @Override
    public String toString() {
        return transaction + ": " + state;
    }
}
