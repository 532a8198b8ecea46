package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;

/** The ledger cannot be read or written now. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was tried, and what is wrong with the ledger, without secrets
     * @param cause what its storage said
     */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns what was tried, and what is wrong with the ledger, in one line without secrets. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns what a caller is told, and no more: without its record, nothing is sent. */
    RefusedLocallyException notSent(String operation) {
        return new RefusedLocallyException(operation, Reason.LEDGER, "the ledger cannot be used now", this);
    }
}
