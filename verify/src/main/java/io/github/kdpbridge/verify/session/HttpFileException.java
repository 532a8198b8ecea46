package io.github.kdpbridge.verify.session;

/** A session file cannot be read. The message is one line: file, line, and what is wrong. */
public final class HttpFileException extends RuntimeException {
    /** @param message one line: the file, the line in it, what is wrong */
    public HttpFileException(String message) {
        super(message);
    }

    HttpFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
