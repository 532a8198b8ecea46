package io.github.kdpbridge.serviceclient.event;

/** The result of the question for a write whose answer was lost. */
public enum LostAnswer {
    /** The service knows the transaction: the write was accepted. */
    DONE,
    /** The service does not know the transaction: the write is sent again. */
    SENT_AGAIN,
    /** The service did not answer: the outcome of the write is unknown. */
    UNKNOWN
}
