package io.github.kdpbridge.serviceclient.http;

import io.github.kdpbridge.core.error.KdpException;
import org.jspecify.annotations.Nullable;

/**
 * An answer to be passed on as it arrived, and what it says.
 *
 * @param answer the answer
 * @param failure the refusal or the trouble that it tells of; null if it tells of none
 */
public record RelayedAnswer(RawAnswer answer, @Nullable KdpException failure) {
    /** Returns the status, and the failure if there is one. */
    @Override
    public String toString() {
        return failure == null ? answer.toString() : answer + ": " + failure.getMessage();
    }
}
