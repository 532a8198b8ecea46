package io.github.kdpbridge.gen2client;

import java.util.Objects;

/**
 * An answer with the id of its call.
 *
 * @param requestId the id, the same as in the events of the call; the service does not know it
 * @param value what the call returned
 */
public record Answer<A>(String requestId, A value) {
    public Answer {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(value, "value");
    }
}
