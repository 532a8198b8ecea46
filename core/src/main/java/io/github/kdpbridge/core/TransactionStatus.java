package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.ServiceError;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The status of an upload or a deletion, device by device.
 *
 * <p>A complete transaction may have failed: check {@link #failed()} and {@link #error()}.
 *
 * @param transaction the transaction
 * @param state its state
 * @param type upload or deletion
 * @param devices the outcomes of devices, in the order of the source; may be empty while the transaction is in progress;
 *     kept as {@link DeviceOutcomes}
 * @param coverage which devices are among them
 * @param error the error of the transaction as a whole; null if there is none (documented; its form is assumed)
 * @param orderNo the caller's order number, from the upload (generation 2, documented); null if there is none
 * @param unknown the other fields of the answer
 */
public record TransactionStatus(
        TransactionId transaction,
        TransactionState state,
        TransactionType type,
        List<DeviceOutcome> devices,
        DeviceCoverage coverage,
        @Nullable ServiceError error,
        @Nullable String orderNo,
        UnknownFields unknown) {
    public TransactionStatus {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(type, "type");
        devices = DeviceOutcomes.copyOf(devices);
        Objects.requireNonNull(coverage, "coverage");
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Creates the status of a transaction with all of its devices and without further details. */
    public TransactionStatus(
            TransactionId transaction, TransactionState state, TransactionType type, List<DeviceOutcome> devices) {
        this(transaction, state, type, devices, DeviceCoverage.ALL, null, null, UnknownFields.none());
    }

    /** Returns whether the transaction has ended. An unknown state counts as in progress (assumed). */
    public boolean complete() {
        return state.equals(TransactionState.COMPLETE) || state.equals(TransactionState.REJECTED);
    }

    /** Returns the devices that succeeded, as far as the status names them; see {@link #coverage()}. */
    public List<DeviceOutcome> succeeded() {
        return filtered(run -> run.error() == null);
    }

    private List<DeviceOutcome> filtered(Predicate<DeviceOutcomes.Run> which) {
        return DeviceOutcomes.copyOf(devices).filter(which);
    }

    /** Returns the devices that failed, each with its error. */
    public List<DeviceOutcome> failed() {
        return filtered(run -> run.error() != null);
    }

    /** Returns the same status with other devices. */
    public TransactionStatus with(List<DeviceOutcome> devices, DeviceCoverage coverage) {
        return new TransactionStatus(transaction, state, type, devices, coverage, error, orderNo, unknown);
    }

    /** Returns the same status in another state. */
    public TransactionStatus with(TransactionState state) {
        return new TransactionStatus(transaction, state, type, devices, coverage, error, orderNo, unknown);
    }

    /** Returns the same status of another type. */
    public TransactionStatus with(TransactionType type) {
        return new TransactionStatus(transaction, state, type, devices, coverage, error, orderNo, unknown);
    }

    /** Returns whether this library knows the type. */
    public boolean hasKnownType() {
        return type.equals(TransactionType.UPLOAD) || type.equals(TransactionType.DELETE);
    }

    /** Returns the state and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "%s %s: %s, %s named, %d failed"
                .formatted(type, transaction, state, Count.of(devices.size(), "device"), failed().size());
    }
}
