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

    /**
     * Returns the device and what became of it in one line, for logs. Of the identifier, here and in the text of the
     * service, it shows the last four characters: {@code IMEI ***********0702: RESOURCE_INVALID_PARAM (code 40000000):
     * This device [***********0702] invalid}.
     */
    public String masked() {
        String outcome = error == null ? "done" : error.toString();
        String known = id.value().isEmpty() ? outcome : outcome.replace(id.value(), DeviceId.mask(id.value()));
        return id.masked() + ": " + known;
    }

    /** Returns whether the service did what was asked for this device. */
    public boolean succeeded() {
        return error == null;
    }

    /** Returns the same as {@link #masked()}: an outcome that is logged by mistake shows no whole identifier. */
    @Override
    public String toString() {
        return masked();
    }
}
