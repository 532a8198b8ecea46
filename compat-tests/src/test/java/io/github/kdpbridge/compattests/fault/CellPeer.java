package io.github.kdpbridge.compattests.fault;

/** The bridge in one cell, behind the gateway or the library. */
interface CellPeer extends AutoCloseable {
    /** Sends what the operation says, once, and waits for the answer. */
    Reply send(AskedOperation operation);

    @Override
    void close();
}
