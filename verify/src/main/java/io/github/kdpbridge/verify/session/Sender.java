package io.github.kdpbridge.verify.session;

import java.net.URI;

/** Carries a request to whoever answers it. */
@FunctionalInterface
public interface Sender {
    /**
     * Sends a request once and waits for its answer.
     *
     * @throws ReplayException when there is no answer
     */
    Answer send(SessionRequest request);

    /**
     * A sender over HTTP/1.1. Nothing is retried and no redirect is followed.
     *
     * @param base {@code scheme://host:port}, with an optional path that is put before the path of each request
     * @throws IllegalArgumentException when the URL is not of this form
     */
    static Sender to(URI base) {
        return Wire.to(base);
    }
}
