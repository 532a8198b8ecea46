package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.ServiceError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one device of a transaction.
 *
 * @param id the device
 * @param error why it failed; null if it succeeded
 * @param unknown the other fields of the answer
 */
public record DeviceOutcome(DeviceId id, @Nullable ServiceError error, UnknownFields unknown) {
    public DeviceOutcome {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Creates an outcome without further fields. */
    public DeviceOutcome(DeviceId id, @Nullable ServiceError error) {
        this(id, error, UnknownFields.none());
    }

    /** Returns the outcome of a device that succeeded. */
    public static DeviceOutcome success(DeviceId id) {
        return new DeviceOutcome(id, null);
    }

    /** Returns the outcome of a device that failed. */
    public static DeviceOutcome failure(DeviceId id, ServiceError error) {
        return new DeviceOutcome(id, Objects.requireNonNull(error, "error"));
    }

    /**
     * Returns the device and its outcome in one line, for logs. Identifiers, also in the service's text, are masked but
     * for the last four characters:
     * {@code IMEI ***********0702: RESOURCE_INVALID_PARAM (code 40000000): This device [***********0702] invalid}.
     */
    public String masked() {
        String outcome = error == null ? "done" : error.toString();
        String known = id.value().isEmpty() ? outcome : outcome.replace(id.value(), DeviceId.mask(id.value()));
        return id.masked() + ": " + known;
    }

    /** Returns whether the service did what was asked for with this device. */
    public boolean succeeded() {
        return error == null;
    }

    /** Returns {@link #masked()}, so that a log shows no whole identifier. */
    @Override
    public String toString() {
        return masked();
    }
}
