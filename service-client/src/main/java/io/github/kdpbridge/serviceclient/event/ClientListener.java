package io.github.kdpbridge.serviceclient.event;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Receives a client's events on the thread that does the work: return soon, and do not throw.
 *
 * <p>No event holds a key, a token, a secret or a device identifier. Every method does nothing by default.
 */
public interface ClientListener {
    /** Returns a listener that ignores everything. */
    static ClientListener none() {
        return new ClientListener() {};
    }

    /**
     * A call ended, after all its retries.
     *
     * @param call the call
     * @param failure the reason of a failure; null after a success
     * @param took the duration of the whole call
     */
    default void call(Call call, @Nullable KdpException failure, Duration took) {}

    /**
     * A request failed and will be sent again.
     *
     * @param call the call
     * @param failure the reason of the failure
     * @param pause the delay before the next attempt
     */
    default void retry(Call call, KdpException failure, Duration pause) {}

    /**
     * The answer to an upload or a deletion was lost, and the service was asked for its transaction.
     *
     * @param call the call
     * @param outcome the result of the question
     */
    default void lostAnswer(Call call, LostAnswer outcome) {}

    /**
     * A token was requested.
     *
     * @param obtained whether there is a new one
     */
    default void token(boolean obtained) {}

    /**
     * The circuit breaker changed its state.
     *
     * @param state {@code CLOSED} (requests are sent), {@code OPEN} (nothing is sent) or {@code HALF_OPEN} (trying)
     */
    default void breaker(String state) {}

    /**
     * The service answered with a code that the error catalogue does not know. Called once for each such code of an
     * answer, whether it is about the request or about devices.
     *
     * @param call the call
     * @param error the code and the name of the condition as the service sent them, without the text for people
     * @param count how often the code is in the answer, 1 or more
     */
    default void unknownCode(Call call, ServiceError error, long count) {}

    /**
     * The service contradicted an assumption.
     *
     * @param assumption the assumption
     * @param seen the observation, in words
     */
    default void surprise(Assumption assumption, String seen) {}
}
