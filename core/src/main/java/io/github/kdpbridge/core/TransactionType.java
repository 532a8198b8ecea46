package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * The type of a transaction.
 *
 * <p>An open set: an unknown type passes through under its own name.
 *
 * @param name the type as the service writes it in a status
 */
public record TransactionType(String name) {
    /** An upload (observed in generation 1, assumed in generation 2). */
    public static final TransactionType UPLOAD = new TransactionType("Put");

    /** A deletion (documented). */
    public static final TransactionType DELETE = new TransactionType("Delete");

    public TransactionType {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return name;
    }
}
