package io.github.kdpbridge.core.error;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The service's error for a request or a device.
 *
 * @param condition its meaning; {@link Condition#UNKNOWN} if the catalogue does not know the code
 * @param code the code as the service sent it, usually a number
 * @param message the name of the condition as the service sent it; empty if absent
 * @param data the text for people; null if absent
 */
public record ServiceError(
        Condition condition,
        String code,
        String message,
        @Nullable String data) implements Serializable {
    public ServiceError {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /**
     * Returns the error in one line, for logs: {@code CUSTOMER_NOT_FOUND (code 40400004): no customer 1200000399}.
     * Anything that looks like an IMEI or a MEID is masked but for its last four characters; {@link #data()} has the
     * whole.
     */
    @Override
    public String toString() {
        String name = message.isEmpty() ? condition.name() : message;
        return MaskedText.of(name + " (code " + code + ")" + (data == null ? "" : ": " + data));
    }
}
