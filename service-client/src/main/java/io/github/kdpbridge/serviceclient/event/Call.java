package io.github.kdpbridge.serviceclient.event;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Request;
import java.util.Objects;

/**
 * The operation and subject of a call, without devices.
 *
 * @param operation the operation
 * @param subject its subject: a transaction, a page or a customer
 */
public record Call(Operation<?, ?> operation, String subject) {
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
