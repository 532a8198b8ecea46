package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * How far a transaction has come.
 *
 * <p>An open set: a state that this library does not know passes through under its own name.
 *
 * @param name the state as the service writes it
 */
public record TransactionState(String name) {
    /** Accepted, not yet worked off (observed). */
    public static final TransactionState PROGRESS = new TransactionState("Progress");

    /**
     * Worked off (documented). It does not mean that the devices succeeded: each has its own outcome.
     */
    public static final TransactionState COMPLETE = new TransactionState("Complete");

    /** Refused as a whole; nothing was done (observed). */
    public static final TransactionState REJECTED = new TransactionState("Rejected");

    /** Checks that there is a name. */
    public TransactionState {
        Objects.requireNonNull(name, "name");
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
