package io.github.kdpbridge.gen2client.event;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told of a client's work as it happens, on the thread that does it: return soon, and do not throw.
 *
 * <p>Nothing that is told holds a key, a token, a secret or a device identifier. Every method does nothing by default.
 */
public interface ClientListener {
    /** Returns a listener that ignores everything. */
    static ClientListener none() {
        return new ClientListener() {};
    }

    /**
     * A call ended, with all its repeats.
     *
     * @param call what was asked for
     * @param failure why it failed; null if it succeeded
     * @param took from the caller's call to its end
     */
    default void call(Call call, @Nullable KdpException failure, Duration took) {}

    /**
     * A request failed and will be sent again.
     *
     * @param call what was asked for
     * @param failure why the attempt failed
     * @param pause how long until the next
     */
    default void retry(Call call, KdpException failure, Duration pause) {}

    /**
     * The answer to an upload or a deletion was lost, and the service was asked for its transaction.
     *
     * @param call what was asked for
     * @param outcome what came of the question
     */
    default void lostAnswer(Call call, LostAnswer outcome) {}

    /**
     * A token was asked for.
     *
     * @param obtained whether there is a new one
     */
    default void token(boolean obtained) {}

    /**
     * The breaker changed its state.
     *
     * @param state {@code CLOSED} (all is well), {@code OPEN} (nothing is sent) or {@code HALF_OPEN} (trying)
     */
    default void breaker(String state) {}

    /**
     * The service answered with a code that the error catalogue does not know. Told once for each such code of an
     * answer, whether it spoke of the request or of devices.
     *
     * @param call what was asked for
     * @param error the code and the name of the condition as the service sent them, without the text for people
     * @param count how often the code stood in the answer, 1 or more
     */
    default void unknownCode(Call call, ServiceError error, long count) {}

    /**
     * The service showed that an assumption does not hold.
     *
     * @param assumption the assumption
     * @param seen what was seen, in words
     */
    default void surprise(Assumption assumption, String seen) {}
}
