package io.github.kdpbridge.serviceclient.http;

import io.github.kdpbridge.serviceclient.resilience.Resilience;

/** Makes the carriers of clients that share connections or threads. Safe for use by many threads. */
public interface Carriers {
    /**
     * Returns a carrier for one client.
     *
     * @param settings the time-outs and limits of its requests
     * @param observer sees each answer
     */
    Carrier carrier(Resilience settings, AnswerObserver observer);
}
