package io.github.kdpbridge.gen2client.bulk;

/** The outcome of one request of a bulk upload. */
public enum ChunkState {
    /** The service gave a receipt. The status of the request's transaction has the outcomes of the devices. */
    ACCEPTED,
    /**
     * The service had accepted this very request before: it refused the name, and the name stands for exactly these
     * devices (see {@link BulkUploader}).
     */
    REPEATED,
    /** Provably nothing was registered: the service refused, or the request never arrived. The error tells which. */
    FAILED,
    /**
     * No receipt arrived, but the service may have carried out the request. Sent again under its own name, it becomes
     * {@link #ACCEPTED} or {@link #REPEATED}.
     */
    UNKNOWN,
    /** The upload ended early and the request was never sent. */
    NOT_SENT
}
