package io.github.kdpbridge.core.error;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP itself says of an answer.
 *
 * @param status the HTTP status
 * @param retryAfter when to come back; null if the answer does not say
 */
public record HttpAnswer(int status, @Nullable Duration retryAfter) implements Serializable {
    /** Returns an answer that does not say when to come back. */
    public static HttpAnswer of(int status) {
        return new HttpAnswer(status, null);
    }
}
