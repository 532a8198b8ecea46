package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/**
 * The caller's id of one upload or deletion, unique for its reseller: the idempotency key.
 *
 * <p>Chosen by the caller (documented). The text is kept as it is; the service judges it.
 *
 * @param value the identifier, not empty
 */
public record TransactionId(String value) {
    /**
     * Checks the identifier.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public TransactionId {
        Objects.requireNonNull(value, "value");
        checkArgument(!value.isEmpty(), "transactionId is empty");
    }

    /**
     * Returns the identifier with this text.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public static TransactionId of(String value) {
        return new TransactionId(value);
    }

    /** Returns the bare identifier. */
    @Override
    public String toString() {
        return value;
    }
}
