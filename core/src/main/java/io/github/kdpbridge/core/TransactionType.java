package io.github.kdpbridge.core;

import java.util.Objects;

/**
 * What a transaction does.
 *
 * <p>An open set: a type that this library does not know passes through under its own name.
 *
 * @param name the type as the service writes it in a status
 */
public record TransactionType(String name) {
    /** An upload (observed in generation 1, assumed in generation 2). */
    public static final TransactionType UPLOAD = new TransactionType("Put");

    /** A deletion (documented). */
    public static final TransactionType DELETE = new TransactionType("Delete");

    /** Checks that there is a name. */
    public TransactionType {
        Objects.requireNonNull(name, "name");
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
