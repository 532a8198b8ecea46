package io.github.kdpbridge.compattests.fault;

/** Whoever uses the bridge through one of the ways in, in one cell. */
interface Caller extends AutoCloseable {
    /** Sends what the operation says, once, and waits for the answer. */
    Reply send(AskedOperation operation);

    @Override
    void close();
}
