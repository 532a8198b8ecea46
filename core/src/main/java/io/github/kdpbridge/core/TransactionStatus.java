package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of an upload or a deletion, device by device.
 *
 * <p>A complete transaction says nothing of success: look at {@link #failed()} or {@link #partial()}.
 *
 * @param transaction the transaction
 * @param state how far it has come
 * @param type what it does
 * @param devices the outcome of each device, in the service's order; may be empty while the work goes on
 * @param orderNo the caller's order number, as the upload gave it (generation 2, documented); null if there is none
 * @param unknown what else the service said of the transaction
 */
public record TransactionStatus(
        TransactionId transaction,
        TransactionState state,
        TransactionType type,
        List<DeviceOutcome> devices,
        @Nullable String orderNo,
        UnknownFields unknown) {
    /** Checks what is required and copies the devices. */
    public TransactionStatus {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(type, "type");
        devices = ImmutableList.copyOf(devices);
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Creates the status of a transaction without an order number. */
    public TransactionStatus(
            TransactionId transaction, TransactionState state, TransactionType type, List<DeviceOutcome> devices) {
        this(transaction, state, type, devices, null, UnknownFields.none());
    }

    /** Returns whether the work has ended. */
    public boolean complete() {
        return state.equals(TransactionState.COMPLETE) || state.equals(TransactionState.REJECTED);
    }

    /** Returns the devices that were done. */
    public List<DeviceOutcome> succeeded() {
        return devices.stream().filter(DeviceOutcome::succeeded).collect(ImmutableList.toImmutableList());
    }

    /** Returns the devices that were not done, each with its error. */
    public List<DeviceOutcome> failed() {
        return devices.stream().filter(device -> !device.succeeded()).collect(ImmutableList.toImmutableList());
    }

    /** Returns whether some devices were done and others were not. */
    public boolean partial() {
        return devices.stream().map(DeviceOutcome::succeeded).distinct().count() > 1;
    }

    /** Returns the state and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "%s %s: %s, %d devices, %d failed".formatted(type, transaction, state, devices.size(), failed().size());
    }
}
