package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/**
 * The downstream reseller in a two-tier sale.
 *
 * <p>A string of digits (observed). The text is kept as it is; the service judges it.
 *
 * @param value the identifier, not empty
 */
public record VendorId(String value) {
    /**
     * Checks the identifier.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public VendorId {
        Objects.requireNonNull(value, "value");
        checkArgument(!value.isEmpty(), "vendorId is empty");
    }

    /**
     * Returns the identifier with this text.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public static VendorId of(String value) {
        return new VendorId(value);
    }

    /** Returns the bare identifier. */
    @Override
    public String toString() {
        return value;
    }
}
