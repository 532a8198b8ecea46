package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;

/** Tells which service is asked during a migration where no claim decides. Must not block; safe for use by many threads. */
@FunctionalInterface
public interface AskedSide {
    /** Returns the side of a list, and of the status of a transaction that the ledger does not know. */
    Generation of(Request<?> question);

    /**
     * Returns whether the old service is asked for the id of a moved customer's write that the ledger sees for the first
     * time: an id that it knows is used, and refused. True by default; until the last phase, the id may have been used there
     * before the ledger was.
     */
    default boolean asksForUsedIds(WriteRequest write) {
        return true;
    }
}
