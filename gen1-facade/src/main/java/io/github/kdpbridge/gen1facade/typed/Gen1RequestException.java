package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.DeviceId;

/**
 * A bean of generation 1 that makes no request, because a field is missing or malformed. The message names the bean and the
 * field, and masks device identifiers.
 */
public final class Gen1RequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Gen1Error error;

    Gen1RequestException(String subject, Gen1Error error) {
        super(DeviceId.maskedIn(subject + ": " + error.getData()));
        this.error = error;
    }

    /**
     * Returns the error that generation 1 on kdp-bridge answers such a request with: status, code, name and text. Not part of
     * the serialised form.
     */
    public Gen1Error error() {
        return error;
    }
}
