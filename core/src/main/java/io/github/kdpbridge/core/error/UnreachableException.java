package io.github.kdpbridge.core.error;

import org.jspecify.annotations.Nullable;

/**
 * There is no answer: the service could not be reached, the connection ended too early, or the answer could not be
 * read.
 */
public final class UnreachableException extends KdpException {
    private static final long serialVersionUID = 1L;

    private final boolean answered;

    /**
     * Creates the exception.
     *
     * @param operation the operation and its subject: {@code upload 244303}
     * @param why the failure of the connection
     * @param cause the transport's exception; null if there is none
     * @param mayHaveTakenEffect whether the request may have arrived and been carried out
     */
    public UnreachableException(String operation, String why, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        this("%s got no answer: %s".formatted(operation, why), cause, mayHaveTakenEffect, false);
    }

    private UnreachableException(
            String message, @Nullable Throwable cause, boolean mayHaveTakenEffect, boolean answered) {
        super(message, cause, mayHaveTakenEffect);
        this.answered = answered;
    }

    /**
     * Returns the exception for an answer that began to arrive, but for which this process lacks memory.
     *
     * @param operation the operation and its subject: {@code upload 244303}
     * @param why the limit that was reached
     * @param cause the transport's exception; null if there is none
     * @param mayHaveTakenEffect whether the request may have been carried out
     */
    public static UnreachableException unread(
            String operation, String why, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        return new UnreachableException(
                "%s got an answer that was not read: %s".formatted(operation, why), cause, mayHaveTakenEffect, true);
    }

    @Override
    String adviceIfNothingWasDone() {
        return later();
    }

    /** Returns whether the service did answer, and this process lacked memory for it; not a fault of the service. */
    public boolean isAnswered() {
        return answered;
    }
}
