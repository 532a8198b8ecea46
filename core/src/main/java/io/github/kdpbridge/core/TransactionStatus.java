package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;

/**
 * What became of an upload or a deletion, device by device.
 *
 * <p>A complete transaction says nothing of success: look at {@link #failed()} or {@link #partial()}.
 *
 * @param transaction the transaction
 * @param state how far it has come
 * @param type what it does
 * @param devices the outcome of each device, in the service's order; may be empty while the work goes on
 */
public record TransactionStatus(
        TransactionId transaction, TransactionState state, TransactionType type, List<DeviceOutcome> devices) {
    /** Checks that all is there and copies the devices. */
    public TransactionStatus {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(type, "type");
        devices = ImmutableList.copyOf(devices);
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
