package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.ServiceError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one device of a transaction.
 *
 * @param id the device
 * @param error why the service did not do it; null if it did
 */
public record DeviceOutcome(DeviceId id, @Nullable ServiceError error) {
    /** Checks that there is a device. */
    public DeviceOutcome {
        Objects.requireNonNull(id, "id");
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
}
