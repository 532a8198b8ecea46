package io.github.kdpbridge.gen2client.event;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Request;
import java.util.Objects;

/**
 * What a call asks for, without any device.
 *
 * @param operation the operation
 * @param subject what it is about: a transaction, a page or a customer
 */
public record Call(Operation<?, ?> operation, String subject) {
    /** Checks that both are there. */
    public Call {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(subject, "subject");
    }

    /** Returns the call of a request. */
    public static Call of(Request<?> request) {
        return new Call(request.operation(), request.subject());
    }

    /** Returns both in words: {@code upload 244303}. */
    @Override
    public String toString() {
        return operation + " " + subject;
    }
}
