package io.github.kdpbridge.core.error;

/** The scope of an error. */
public enum ErrorLevel {
    /** The whole request: nothing of it was done. */
    REQUEST,
    /** One device of a transaction: the others may have been done. */
    DEVICE
}
