package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * The state of a transaction.
 *
 * <p>An open set: an unknown state passes through under its own name.
 *
 * @param name the state as the service writes it
 */
public record TransactionState(String name) {
    /** Accepted, not yet processed (observed). */
    public static final TransactionState PROGRESS = new TransactionState("Progress");

    /** Processed (documented). It does not mean that the devices succeeded: each has its own outcome. */
    public static final TransactionState COMPLETE = new TransactionState("Complete");

    /** Refused as a whole; nothing was done (observed). */
    public static final TransactionState REJECTED = new TransactionState("Rejected");

    public TransactionState {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return name;
    }
}
