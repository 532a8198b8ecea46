package io.github.kdpbridge.core;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device in the list of the devices that a reseller registered (contract, section 6).
 *
 * @param id the device
 * @param recordId the service's own name of the entry, 24 hexadecimal digits in generation 2 (documented); null if it
 *     sent none
 * @param createTime when the device was registered (documented, in generation 2); null if the service did not say
 * @param modifyTime when the entry was last changed (assumed); null if the service did not say
 * @param customer the customer that bought the device (assumed); null if the service did not say
 * @param transaction the upload that registered it (assumed); null if the service did not say
 * @param state the state of the entry as the service writes it (assumed); null if the service did not say
 * @param unknown what else the service said of the device
 */
public record ListedDevice(
        DeviceId id,
        @Nullable String recordId,
        @Nullable Instant createTime,
        @Nullable Instant modifyTime,
        @Nullable CustomerId customer,
        @Nullable TransactionId transaction,
        @Nullable String state,
        UnknownFields unknown) {
    /** Checks what is required. */
    public ListedDevice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Returns an entry of which nothing is known but the device, as generation 1 gives it (documented). */
    public static ListedDevice of(DeviceId id) {
        return new ListedDevice(id, null, null, null, null, null, null, UnknownFields.none());
    }

    /** Returns the same entry with another upload. */
    public ListedDevice with(TransactionId transaction) {
        return new ListedDevice(id, recordId, createTime, modifyTime, customer, transaction, state, unknown);
    }
}
