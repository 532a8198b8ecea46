package io.github.kdpbridge.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something answered, but not in the service's language: a proxy's error page, a truncated body, a missing field. */
public final class AnswerNotUnderstoodException extends KdpException {
    private static final long serialVersionUID = 1L;

    /** A 422 with a code is a refusal. */
    private static final int UNPROCESSABLE = 422;

    private final HttpAnswer answer;

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
        this(operation, HttpAnswer.of(httpStatus), why, cause, mayHaveTakenEffect);
    }

    /**
     * Creates the exception for an answer that may say when to come back.
     *
     * @param operation what was asked for, in words: {@code upload 244303}
     * @param answer what HTTP says of the answer
     * @param why what is wrong with the answer
     * @param cause what the parser reported; null if nothing
     * @param mayHaveTakenEffect whether the request may have been carried out
     */
    public AnswerNotUnderstoodException(
            String operation, HttpAnswer answer, String why, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        super(
                "%s got an answer that cannot be understood: %s [HTTP %d]".formatted(operation, why, answer.status()),
                cause,
                mayHaveTakenEffect);
        this.answer = answer;
    }

    @Override
    public int httpStatus() {
        return answer.status();
    }

    @Override
    public boolean isOfTheMoment() {
        return answer.status() == UNPROCESSABLE || super.isOfTheMoment();
    }

    @Override
    String adviceIfNothingWasDone() {
        return isOfTheMoment() || answer.status() >= 500 || answer.retryAfter() != null
                ? later()
                : "check the URL of the service, and the proxies on the way to it: the answer is not the service's";
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(answer.retryAfter());
    }
}
