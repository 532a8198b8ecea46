package io.github.kdpbridge.core.error;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request failed, for one of four reasons, each a subclass:
 *
 * <ul>
 *   <li>{@link RefusedException}: the service answered with a refusal;
 *   <li>{@link UnreachableException}: no answer arrived, or it could not be read;
 *   <li>{@link AnswerNotUnderstoodException}: the answer was not one of the service;
 *   <li>{@link RefusedLocallyException}: the request never left this process.
 * </ul>
 *
 * <p>Messages name the operation and never hold a key, a token or a secret. They quote the service by
 * {@link ServiceError#toString()}, without whole identifiers of devices. {@link #advice()} says what to do.
 */
public abstract sealed class KdpException extends RuntimeException
        permits RefusedException, UnreachableException, AnswerNotUnderstoodException, RefusedLocallyException {

    private static final long serialVersionUID = 1L;

    /** Request Timeout, Too Early, Too Many Requests. */
    private static final ImmutableSet<Integer> MOMENTS = ImmutableSet.of(408, 425, 429);

    private final boolean mayHaveTakenEffect;
    private volatile @Nullable String requestId;

    KdpException(String message, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        super(message, cause);
        this.mayHaveTakenEffect = mayHaveTakenEffect;
    }

    /** Returns the operation and the failure, in one line without secrets. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /**
     * Returns whether the service may have carried out the request although no receipt arrived. If so, ask for the
     * status of the transaction before sending it again. Always false for a read.
     */
    public boolean mayHaveTakenEffect() {
        return mayHaveTakenEffect;
    }

    /** Returns what to do, in words that follow a colon: {@code correct the request, …}. Names no device. */
    public String advice() {
        return mayHaveTakenEffect
                ? "ask for the status of the transaction before you send the request again: it may have been carried out"
                : adviceIfNothingWasDone();
    }

    abstract String adviceIfNothingWasDone();

    /** Returns the advice to wait, as long as the answer says if it does. */
    final String later() {
        return "send the request again"
                + retryAfter().map(wait -> " after " + wait.toSeconds() + " s").orElse(" later")
                + ": nothing was done";
    }

    /**
     * Returns the id that the client gave the call, the same as in its events; empty if the exception is not a client's. The
     * service does not know it. An exception that ends several calls has the id of one of them.
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** Sets the id of the call, unless there is one. For clients of a service. */
    public void identify(String requestId) {
        if (this.requestId == null) {
            this.requestId = Objects.requireNonNull(requestId, "requestId");
        }
    }

    /** Returns the HTTP status of the answer, or 0 if there was none. */
    public int httpStatus() {
        return 0;
    }

    /**
     * Returns whether the HTTP status refers to the rate or the time of the request and not to its content: too slow
     * (408), too early (425), too many (429), and 422 without a code, a rate limit of Knox services in general
     * (documented). The same request may succeed later.
     */
    public boolean isOfTheMoment() {
        return MOMENTS.contains(httpStatus());
    }

    /** Returns the delay that the answer requests before a retry; empty if there is none. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
