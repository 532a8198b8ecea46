package io.github.kdpbridge.verify.session;

import java.net.URI;

/** Answers requests of generation 1: a server, or code in its place. For use by one thread. */
@FunctionalInterface
public interface Peer extends AutoCloseable {
    /**
     * Sends a request once and waits for its answer.
     *
     * @throws ReplayException if there is no answer
     */
    Answer send(SessionRequest request);

    /** Closes what the peer opened; nothing by default. */
    @Override
    default void close() {}

    /**
     * Returns a server over HTTP/1.1. Nothing is retried and no redirect is followed.
     *
     * @param base {@code scheme://host:port}, with an optional path that is put before the path of each request
     * @throws IllegalArgumentException if the URL is not of this form
     */
    static Peer at(URI base) {
        return HttpPeer.at(base);
    }
}
