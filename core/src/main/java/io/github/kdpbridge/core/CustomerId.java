package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/**
 * The Knox account of the customer that bought the devices.
 *
 * <p>A string of digits; one customer a request (documented). The text is kept as it is; the service judges it.
 *
 * @param value the identifier, not empty
 */
public record CustomerId(String value) {
    /**
     * Checks the identifier.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public CustomerId {
        Objects.requireNonNull(value, "value");
        checkArgument(!value.isEmpty(), "customerId is empty");
    }

    /**
     * Returns the identifier with this text.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public static CustomerId of(String value) {
        return new CustomerId(value);
    }

    /** Returns the bare identifier. */
    @Override
    public String toString() {
        return value;
    }
}
