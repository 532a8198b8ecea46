package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.TransactionId;

/**
 * Receives uploads whose devices an earlier upload of the same content registered. A caller that loses an answer and sends
 * the upload again under another transaction id causes them (documented since November 2025).
 *
 * <p>Called once an upload, on the thread of the status request. Must return soon and must not throw.
 */
@FunctionalInterface
public interface RepeatedUploads {
    /**
     * Receives an upload whose devices are registered already.
     *
     * @param upload the upload
     * @param earlier the reseller's earlier transaction with the same content
     */
    void seen(TransactionId upload, TransactionId earlier);

    /** Returns a receiver that does nothing. */
    static RepeatedUploads ignored() {
        return (upload, earlier) -> {};
    }
}
