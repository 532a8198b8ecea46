package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.ServiceError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one device of a transaction.
 *
 * @param id the device
 * @param error why the service did not do it; null if it did
 * @param unknown what else the service said of the device
 */
public record DeviceOutcome(DeviceId id, @Nullable ServiceError error, UnknownFields unknown) {
    /** Checks what is required. */
    public DeviceOutcome {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Creates the outcome of a device of which the service said no more than this. */
    public DeviceOutcome(DeviceId id, @Nullable ServiceError error) {
        this(id, error, UnknownFields.none());
    }

    /** Returns the outcome of a device that was done. */
    public static DeviceOutcome success(DeviceId id) {
        return new DeviceOutcome(id, null);
    }

    /** Returns the outcome of a device that was not done. */
    public static DeviceOutcome failure(DeviceId id, ServiceError error) {
        return new DeviceOutcome(id, Objects.requireNonNull(error, "error"));
    }

    /** Returns whether the service did what was asked for this device. */
    public boolean succeeded() {
        return error == null;
    }

    /** Returns the device's last four characters and what became of it: {@code IMEI ***********0702: done}. */
    @Override
    public String toString() {
        return id.masked() + ": " + (error == null ? "done" : DeviceId.maskedIn(error.toString()));
    }
}
