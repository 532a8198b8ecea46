package io.github.kdpbridge.core.error;

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
        @Nullable String data) {
    /** Checks what is required. */
    public ServiceError {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /** Returns the error in one line: {@code CUSTOMER_NOT_FOUND (code 40400004): no customer 1200000399}. */
    @Override
    public String toString() {
        String name = message.isEmpty() ? condition.name() : message;
        return name + " (code " + code + ")" + (data == null ? "" : ": " + data);
    }
}
