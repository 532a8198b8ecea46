package io.github.kdpbridge.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The request never left this process. */
public final class RefusedLocallyException extends KdpException {
    private static final long serialVersionUID = 1L;

    /** Why the request was held back. */
    public enum Reason {
        /** The request itself is not valid. */
        INVALID_REQUEST,
        /** The service gives no token for the configured credentials. */
        CREDENTIALS,
        /** The limits of this process are reached, or the service is given time to recover. */
        LIMIT,
        /** The write cannot be recorded now, and is not sent without its record. */
        LEDGER,
        /** The request was sent by this process itself: it is its own upstream. */
        LOOP,
        /** The caller's thread was interrupted, or the client was closed. */
        CANCELLED
    }

    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param operation the operation and its subject: {@code upload 244303}
     * @param reason why it was held back
     * @param why the reason in words
     * @param cause the underlying exception; null if there is none
     */
    public RefusedLocallyException(String operation, Reason reason, String why, @Nullable Throwable cause) {
        super("%s was not sent: %s".formatted(operation, why), cause, false);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    @Override
    String adviceIfNothingWasDone() {
        return switch (reason) {
            case INVALID_REQUEST -> "correct the request: it was not sent";
            case CREDENTIALS -> "check the credentials of the client and the rights of its access";
            case LIMIT -> later();
            case LEDGER -> "send the request again when the ledger can be written: nothing was done";
            case LOOP -> "correct the URL of the service: it leads back to this process";
            case CANCELLED -> "send the request again if it is still wanted: nothing was done";
        };
    }

    /** Returns why the request was held back. */
    public Reason reason() {
        return reason;
    }
}
