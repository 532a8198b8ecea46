package io.github.kdpbridge.serviceclient.event;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Request;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The operation and subject of a call, without devices.
 *
 * @param operation the operation
 * @param subject its subject: a transaction, a page or a customer
 * @param id tells it from all others: 16 random hexadecimal digits, unless the caller chose another one. It stays in this
 *     process: neither generation documents an id of requests
 */
public record Call(Operation<?, ?> operation, String subject, String id) {
    public Call {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(id, "id");
    }

    /** Creates a call with an id of its own. */
    public Call(Operation<?, ?> operation, String subject) {
        this(operation, subject, newId());
    }

    /** Returns the call of a request. */
    public static Call of(Request<?> request) {
        return of(request, newId());
    }

    /** Returns the call of a request, with an id of the caller's. */
    public static Call of(Request<?> request, String id) {
        return new Call(request.operation(), request.subject(), id);
    }

    /** Returns a random id. */
    public static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Returns operation and subject in words: {@code upload 244303}. */
    @Override
    public String toString() {
        return operation + " " + subject;
    }
}
