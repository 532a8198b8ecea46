package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;

/** The ledger cannot be read or written now. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the attempted operation and the trouble with the ledger, without secrets
     * @param cause the failure of its storage
     */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the attempted operation and the trouble with the ledger, in one line without secrets. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns the exception for a caller, without details: a write without a record is not sent. */
    public RefusedLocallyException notSent(String operation) {
        return new RefusedLocallyException(operation, Reason.LEDGER, "the ledger cannot be used now", this);
    }
}
