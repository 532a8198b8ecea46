package io.github.kdpbridge.gen2client.wire;

/** Travels with one HTTP request and remembers whether it reached a connection. */
final class Attempt {
    private volatile boolean sent;

    void markSent() {
        sent = true;
    }

    /** Returns whether any byte of the request may have left; if not, the service cannot have acted on it. */
    boolean sent() {
        return sent;
    }
}
