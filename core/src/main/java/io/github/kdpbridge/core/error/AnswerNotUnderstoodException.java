package io.github.kdpbridge.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something answered, but not in the service's language: a proxy's error page, a truncated body, a missing field. */
public final class AnswerNotUnderstoodException extends KdpException {
    private static final long serialVersionUID = 1L;

    /** A 422 with a code is a refusal. */
    private static final int UNPROCESSABLE = 422;

    private final int httpStatus;
    private final @Nullable Duration retryAfter;

    /**
     * Creates the exception.
     *
     * @param operation the operation and its subject: {@code upload 244303}
     * @param httpStatus the HTTP status of the answer
     * @param why the problem with the answer
     * @param cause the parser's exception; null if there is none
     * @param mayHaveTakenEffect whether the request may have been carried out
     */
    public AnswerNotUnderstoodException(
            String operation, int httpStatus, String why, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        this(operation, httpStatus, why, cause, mayHaveTakenEffect, null);
    }

    /**
     * Creates the exception for an answer with a Retry-After.
     *
     * @param operation the operation and its subject: {@code upload 244303}
     * @param httpStatus the HTTP status of the answer
     * @param why the problem with the answer
     * @param cause the parser's exception; null if there is none
     * @param mayHaveTakenEffect whether the request may have been carried out
     * @param retryAfter the requested delay before a retry; null if there is none
     */
    public AnswerNotUnderstoodException(
            String operation,
            int httpStatus,
            String why,
            @Nullable Throwable cause,
            boolean mayHaveTakenEffect,
            @Nullable Duration retryAfter) {
        super(
                "%s got an answer that cannot be understood: %s [HTTP %d]".formatted(operation, why, httpStatus),
                cause,
                mayHaveTakenEffect);
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
    }

    @Override
    public int httpStatus() {
        return httpStatus;
    }

    @Override
    public boolean isOfTheMoment() {
        return httpStatus == UNPROCESSABLE || super.isOfTheMoment();
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
