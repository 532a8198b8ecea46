package io.github.kdpbridge.serviceclient.http;

import okhttp3.Headers;

/** Sees the answers of a service as they begin to arrive. Safe for use by many threads; must not block. */
public interface AnswerObserver {
    /**
     * Sees the head of an answer.
     *
     * @param headers the headers of the answer
     * @param nanos the time since its request was sent, in nanoseconds
     */
    void answered(Headers headers, long nanos);
}
