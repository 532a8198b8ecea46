package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.ResellerId;
import org.jspecify.annotations.Nullable;

/**
 * The subject of a request, as far as it could be read.
 *
 * @param operation the name of the operation, such as {@code upload}; null if there is no route
 * @param reseller the account of the key; null if the key is unknown
 * @param transactionId the transaction that the request names, as the caller wrote it; null if it names none
 */
public record Gen1Subject(
        @Nullable String operation,
        @Nullable ResellerId reseller,
        @Nullable String transactionId) {
    private static final Gen1Subject UNKNOWN = new Gen1Subject(null, null, null);

    /** Returns the subject of an unreadable request. */
    static Gen1Subject unknown() {
        return UNKNOWN;
    }

    Gen1Subject withOperation(String operation) {
        return new Gen1Subject(operation, reseller, transactionId);
    }

    Gen1Subject withReseller(ResellerId reseller) {
        return new Gen1Subject(operation, reseller, transactionId);
    }

    Gen1Subject withTransaction(@Nullable String transactionId) {
        return new Gen1Subject(operation, reseller, transactionId);
    }
}
