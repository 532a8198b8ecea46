package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Unit;

/** Tells whether writes that went to a generation hold up a move. */
@FunctionalInterface
interface Drain {
    /** Returns whether none of the unit's writes to a side is open, may yet arrive, or is in progress. */
    boolean isDrained(Session sql, Unit unit, Generation side);
}
