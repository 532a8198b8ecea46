package io.github.kdpbridge.core.error;

import org.jspecify.annotations.Nullable;

/** No answer arrived: the service could not be reached, or the connection ended too early. */
public final class UnreachableException extends KdpException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was asked for, in words: {@code upload 244303}
     * @param why what happened on the way
     * @param cause what the transport reported; null if nothing
     * @param mayHaveTakenEffect whether the request may have arrived and been carried out
     */
    public UnreachableException(String operation, String why, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        super("%s got no answer: %s".formatted(operation, why), cause, mayHaveTakenEffect);
    }
}
