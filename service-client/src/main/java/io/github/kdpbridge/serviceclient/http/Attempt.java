package io.github.kdpbridge.serviceclient.http;

/** Records whether one HTTP request reached a connection. */
final class Attempt {
    private volatile boolean sent;

    void markSent() {
        sent = true;
    }

    /** Returns whether any byte of the request may have been sent; if not, the service cannot have acted on it. */
    boolean sent() {
        return sent;
    }
}
