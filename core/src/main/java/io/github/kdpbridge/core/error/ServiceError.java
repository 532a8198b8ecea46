package io.github.kdpbridge.core.error;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the service said was wrong with a request or a device.
 *
 * @param condition what it means; {@link Condition#UNKNOWN} if the catalogue does not know the code
 * @param code the code as the service sent it, a number as a rule
 * @param message the name of the condition as the service sent it; empty if it sent none
 * @param data the text for people; null if the service sent none
 */
public record ServiceError(
        Condition condition,
        String code,
        String message,
        @Nullable String data) implements Serializable {
    /** Checks what is required. */
    public ServiceError {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /**
     * Returns the error in one line, for logs: {@code CUSTOMER_NOT_FOUND (code 40400004): no customer 1200000399}. Of what
     * looks like an IMEI or a MEID it shows the last four characters; {@link #data()} has the whole.
     */
    @Override
    public String toString() {
        String name = message.isEmpty() ? condition.name() : message;
        return MaskedText.of(name + " (code " + code + ")" + (data == null ? "" : ": " + data));
    }
}
