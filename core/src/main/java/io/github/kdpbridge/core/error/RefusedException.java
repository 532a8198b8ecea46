package io.github.kdpbridge.core.error;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service answered with a refusal. */
public final class RefusedException extends KdpException {
    private static final long serialVersionUID = 1L;

    private final ServiceError error;
    private final HttpAnswer answer;
    private final @Nullable String errorId;

    /**
     * Creates the exception.
     *
     * @param operation the operation and its subject: {@code upload 244303}
     * @param error the service's error
     * @param httpStatus the HTTP status of the answer
     * @param errorId the service's own reference of this error, for its support; null if it sent none
     * @param mayHaveTakenEffect whether the request may have been carried out all the same
     */
    public RefusedException(
            String operation,
            ServiceError error,
            int httpStatus,
            @Nullable String errorId,
            boolean mayHaveTakenEffect) {
        this(operation, error, HttpAnswer.of(httpStatus), errorId, mayHaveTakenEffect);
    }

    /**
     * Creates the exception for a service that may say when to come back.
     *
     * @param operation what was asked for, in words: {@code upload 244303}
     * @param error what the service said
     * @param answer what HTTP says of the answer
     * @param errorId the service's own reference of this error, for its support; null if it sent none
     * @param mayHaveTakenEffect whether the request may have been carried out all the same
     */
    public RefusedException(
            String operation,
            ServiceError error,
            HttpAnswer answer,
            @Nullable String errorId,
            boolean mayHaveTakenEffect) {
        super(
                "%s was refused: %s [HTTP %d%s]"
                        .formatted(operation, error, answer.status(), errorId == null ? "" : ", error id " + errorId),
                null,
                mayHaveTakenEffect);
        this.error = Objects.requireNonNull(error, "error");
        this.answer = answer;
        this.errorId = errorId;
    }

    /** Returns the service's error: its code and its text. */
    public ServiceError error() {
        return error;
    }

    /** Returns the condition; {@link Condition#UNKNOWN} if the catalogue does not know the code. */
    public Condition condition() {
        return error.condition();
    }

    @Override
    public int httpStatus() {
        return answer.status();
    }

    /**
     * Returns whether the same request would be refused again: it had no effect, and neither a token nor the rate or
     * time was the reason.
     */
    public boolean isFinal() {
        return !mayHaveTakenEffect()
                && !condition().isOfToken()
                && !condition().isOfAccess()
                && httpStatus() >= 400
                && httpStatus() < 500
                && httpStatus() != HttpURLConnection.HTTP_UNAUTHORIZED
                && !isOfTheMoment();
    }

    @Override
    String adviceIfNothingWasDone() {
        if (condition().isOfToken()
                || condition().isOfAccess()
                || httpStatus() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return "check the credentials of the client and the rights of its access";
        }
        if (condition() == Condition.TRANSACTION_ID_DUPLICATE) {
            return "ask for the status of the transaction: an earlier request had its id";
        }
        return isFinal() ? "correct the request: the same one would be refused again" : later();
    }

    /** Returns the service's own reference of this error, for its support. */
    public Optional<String> errorId() {
        return Optional.ofNullable(errorId);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(answer.retryAfter());
    }
}
