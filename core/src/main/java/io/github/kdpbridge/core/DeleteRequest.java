package io.github.kdpbridge.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes devices back out of the customer's account.
 *
 * @param transaction the caller's own name of this deletion, unique for the reseller
 * @param customer the customer that the devices are registered with
 * @param vendor the downstream reseller of a two-tier sale; null in a single-tier one
 * @param devices the devices
 */
public record DeleteRequest(
        TransactionId transaction,
        CustomerId customer,
        @Nullable VendorId vendor,
        Devices devices) implements DeviceWrite {
    public DeleteRequest {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(devices, "devices");
    }

    /** Returns a deletion in a single-tier sale. */
    public static DeleteRequest of(CustomerId customer, TransactionId transaction, Devices devices) {
        return new DeleteRequest(transaction, customer, null, devices);
    }

    @Override
    public Operation<DeleteRequest, Receipt> operation() {
        return Operation.DELETE;
    }

    @Override
    public TransactionType type() {
        return TransactionType.DELETE;
    }

    @Override
    public DeleteRequest with(TransactionId transaction, Devices devices) {
        return new DeleteRequest(transaction, customer, vendor, devices);
    }

    /**
     * Returns the number and kind of devices, the transaction and the customer, never a device:
     * {@code delete 8 of 3 x IMEI for 12}.
     */
    @Override
    public String toString() {
        return label() + " of " + devices + " for " + customer;
    }
}
