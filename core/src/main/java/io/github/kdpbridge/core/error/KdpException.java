package io.github.kdpbridge.core.error;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program did not do what was asked. One of four things happened, each a subclass:
 *
 * <ul>
 *   <li>{@link RefusedException}: the service answered, and said no;
 *   <li>{@link UnreachableException}: no answer arrived, or there was no room to read it;
 *   <li>{@link AnswerNotUnderstoodException}: something answered, but not in the service's language;
 *   <li>{@link RefusedLocallyException}: the request never left this process.
 * </ul>
 *
 * <p>Messages say what was tried and never hold a key, a token or a secret. What the service said stands in them
 * as {@link ServiceError#toString()} has it, without whole identifiers of devices.
 */
public abstract sealed class KdpException extends RuntimeException
        permits RefusedException, UnreachableException, AnswerNotUnderstoodException, RefusedLocallyException {

    private static final long serialVersionUID = 1L;

    /** Too slow, too early, too many. */
    private static final ImmutableSet<Integer> MOMENTS = ImmutableSet.of(408, 425, 429);

    private final boolean mayHaveTakenEffect;

    KdpException(String message, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
        super(message, cause);
        this.mayHaveTakenEffect = mayHaveTakenEffect;
    }

    /** Returns what was tried and what happened, in one line without secrets. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /**
     * Returns whether the service may have carried the request out although no receipt arrived. If so, ask for the
     * status of the transaction before sending it again. Always false for a request that only reads.
     */
    public boolean mayHaveTakenEffect() {
        return mayHaveTakenEffect;
    }

    /** Returns the HTTP status of the answer, or 0 if there was none. */
    public int httpStatus() {
        return 0;
    }

    /**
     * Returns whether the answer is about the pace or the moment of the request and not about what it asks for, as its
     * HTTP status says: too slow (408), too early (425), too many (429), and 422 without a code, a limit of Knox services
     * in general (documented). The same request may go better later.
     */
    public boolean isOfTheMoment() {
        return MOMENTS.contains(httpStatus());
    }

    /** Returns how long the answer asks to leave the service alone; empty if it does not. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
