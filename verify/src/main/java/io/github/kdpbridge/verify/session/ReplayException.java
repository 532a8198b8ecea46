package io.github.kdpbridge.verify.session;

/** A request could not be sent, or got no answer. The message is one line and names the server. */
public final class ReplayException extends RuntimeException {
    public ReplayException(String message) {
        super(message);
    }

    public ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
