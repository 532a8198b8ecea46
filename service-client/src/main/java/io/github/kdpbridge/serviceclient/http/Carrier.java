package io.github.kdpbridge.serviceclient.http;

import java.util.concurrent.CompletionStage;

/** Sends requests to the service, each once. Safe for use by many threads. */
public interface Carrier {
    /**
     * Sends a request and has its reply read.
     *
     * @return what the reading returned or threw. What depends on it must not block
     */
    <T> CompletionStage<T> carry(Outgoing<T> outgoing);

    /** Takes no more requests. Those under way end. */
    default void close() {}
}
