package io.github.kdpbridge.gen2client.event;

/** What came of the question for a write whose answer was lost. */
public enum LostAnswer {
    /** The service knows the transaction: the write is done. */
    DONE,
    /** The service does not know the transaction: the write is sent again. */
    SENT_AGAIN,
    /** The service did not say: it is not known what became of the write. */
    UNKNOWN
}
