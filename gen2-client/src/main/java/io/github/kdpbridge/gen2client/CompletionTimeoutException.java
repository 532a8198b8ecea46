package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.KdpException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transaction was not complete when the caller's time-out ended. The service still works on it. */
public final class CompletionTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TransactionStatus lastStatus;

    CompletionTimeoutException(
            TransactionId transaction,
            Duration timeout,
            @Nullable TransactionStatus lastStatus,
            @Nullable KdpException lastFailure) {
        super(
                "transaction %s is not complete after %s; last seen: %s"
                        .formatted(
                                transaction,
                                timeout,
                                lastFailure == null ? String.valueOf(lastStatus) : lastFailure.getMessage()),
                lastFailure);
        this.lastStatus = lastStatus;
    }

    /** Returns the last status seen; empty if there was none. */
    public Optional<TransactionStatus> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }
}
