package io.github.kdpbridge.core.error;

/** What an error speaks of. */
public enum ErrorLevel {
    /** The whole request: nothing of it was done. */
    REQUEST,
    /** One device of a transaction: the others may have been done. */
    DEVICE
}
