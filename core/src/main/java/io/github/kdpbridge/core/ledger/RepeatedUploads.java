package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.TransactionId;

/**
 * Is told of an upload whose devices are there already, when an earlier upload of the same content holds one of them. A caller
 * that lost the answer to an upload and sent it again under another transaction id gets such devices (documented since
 * November 2025). The operator of a gateway sees here why.
 *
 * <p>Called once an upload, on the thread that asked for its status. It must return soon and must not throw.
 */
@FunctionalInterface
public interface RepeatedUploads {
    /**
     * Devices of an upload are there already.
     *
     * @param upload the upload of which the service says so
     * @param earlier the transaction of the same reseller that the service accepted before, with the same content
     */
    void seen(TransactionId upload, TransactionId earlier);

    /** Returns the one that ignores everything. */
    static RepeatedUploads ignored() {
        return (upload, earlier) -> {};
    }
}
