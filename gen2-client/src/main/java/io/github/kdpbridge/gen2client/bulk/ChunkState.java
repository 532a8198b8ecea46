package io.github.kdpbridge.gen2client.bulk;

/** What became of one request of a bulk upload. */
public enum ChunkState {
    /** The service gave a receipt. What becomes of each device, the status of the request's transaction tells. */
    ACCEPTED,
    /**
     * The service has accepted this very request before and did not take it a second time: it refused the name, and
     * the name stands for exactly these devices (see {@link BulkUploader}).
     */
    REPEATED,
    /** Provably nothing was registered: the service refused, or the request never arrived. The error tells which. */
    FAILED,
    /**
     * No receipt arrived, and the service may have carried the request out all the same. Sent again under its own
     * name, it becomes {@link #ACCEPTED} or {@link #REPEATED}.
     */
    UNKNOWN,
    /** The upload ended early and the request was never sent. */
    NOT_SENT
}
