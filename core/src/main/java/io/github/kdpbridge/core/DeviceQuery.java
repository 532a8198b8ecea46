package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query for devices of the reseller.
 *
 * @param customer only those of this customer; null for those of all customers
 * @param vendor only those of this downstream reseller of a two-tier sale; null for all
 * @param page the page of the list; the first by default
 */
public record DeviceQuery(
        @Nullable CustomerId customer, @Nullable VendorId vendor, PageRequest page) implements ListQuery<ListedDevice> {
    private static final DeviceQuery ALL = new DeviceQuery(null, null);

    public DeviceQuery {
        Objects.requireNonNull(page, "page");
    }

    /** Creates a query of the first page, by customer, by vendor, or by neither. */
    public DeviceQuery(@Nullable CustomerId customer, @Nullable VendorId vendor) {
        this(customer, vendor, PageRequest.first());
    }

    /** Returns the query for all devices of the reseller. */
    public static DeviceQuery all() {
        return ALL;
    }

    /** Returns the query for the devices of one customer. */
    public static DeviceQuery of(CustomerId customer) {
        return new DeviceQuery(Objects.requireNonNull(customer, "customer"), null);
    }

    @Override
    public Operation<DeviceQuery, Page<ListedDevice>> operation() {
        return Operation.DEVICES;
    }

    @Override
    public DeviceQuery on(PageRequest other) {
        return new DeviceQuery(customer, vendor, other);
    }
}
