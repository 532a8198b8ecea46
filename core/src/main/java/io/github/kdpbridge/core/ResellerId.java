package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/**
 * The account of a reseller, carrier or distributor, which owns the credentials.
 *
 * <p>A string of digits (documented). The text is kept as it is; the service judges it.
 *
 * @param value the identifier, not empty
 */
public record ResellerId(String value) {
    /**
     * Checks the identifier.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public ResellerId {
        Objects.requireNonNull(value, "value");
        checkArgument(!value.isEmpty(), "resellerId is empty");
    }

    /**
     * Returns the identifier with this text.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public static ResellerId of(String value) {
        return new ResellerId(value);
    }

    /** Returns the bare identifier. */
    @Override
    public String toString() {
        return value;
    }
}
