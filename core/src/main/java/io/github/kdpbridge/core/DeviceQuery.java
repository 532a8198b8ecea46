package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of the reseller to list.
 *
 * @param customer only those of this customer; null for those of all customers
 * @param vendor only those of this downstream reseller of a two-tier sale; null for all
 */
public record DeviceQuery(
        @Nullable CustomerId customer, @Nullable VendorId vendor) {
    private static final DeviceQuery ALL = new DeviceQuery(null, null);

    /** Returns the query for all devices of the reseller. */
    public static DeviceQuery all() {
        return ALL;
    }

    /** Returns the query for the devices of one customer. */
    public static DeviceQuery of(CustomerId customer) {
        return new DeviceQuery(Objects.requireNonNull(customer, "customer"), null);
    }
}
