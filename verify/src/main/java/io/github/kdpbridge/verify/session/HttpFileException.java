package io.github.kdpbridge.verify.session;

/** A session file cannot be read. The message is one line: the file, the line in it, and the problem. */
public final class HttpFileException extends RuntimeException {
    public HttpFileException(String message) {
        super(message);
    }

    HttpFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
