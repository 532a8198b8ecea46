package io.github.kdpbridge.core.error;

import org.jspecify.annotations.Nullable;

/** No answer could be had: the service could not be reached, the connection ended too early, or nothing read the answer. */
public final class UnreachableException extends KdpException {
    private static final long serialVersionUID = 1L;

    private final boolean answered;

    /**
     * Creates the exception.
     *
     * @param operation what was asked for, in words: {@code upload 244303}
     * @param why what happened on the way
     * @param cause what the transport reported; null if nothing
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
     * Returns the exception for an answer that began to arrive and that this process has no room for now.
     *
     * @param operation what was asked for, in words: {@code upload 244303}
     * @param why what there is no room for
     * @param cause what the transport reported; null if nothing
     * @param mayHaveTakenEffect whether the request may have been carried out
     */
    public static UnreachableException unread(
            String operation, String why, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        return new UnreachableException(
                "%s got an answer that was not read: %s".formatted(operation, why), cause, mayHaveTakenEffect, true);
    }

    /** Returns whether the service did answer, and this process had no room for it: no fault of the service's. */
    public boolean isAnswered() {
        return answered;
    }
}
