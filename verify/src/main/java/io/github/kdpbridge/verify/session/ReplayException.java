package io.github.kdpbridge.verify.session;

/** A request could not be sent, or no answer came back. The message is one line and names the server. */
public final class ReplayException extends RuntimeException {
    /** @param message one line: what was sent where, and what came of it */
    public ReplayException(String message) {
        super(message);
    }

    /** @param message one line: what was sent where, and what came of it */
    public ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
