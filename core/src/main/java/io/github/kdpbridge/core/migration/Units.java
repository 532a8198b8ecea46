package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The units of one account, as a comparison of its services sees them. Safe for use by many threads. */
public interface Units {
    /**
     * Returns the route of the unit that a question is about, from memory: it is asked on the thread of a caller, and must
     * not block. A question that names neither customer nor vendor, as needed, is about the account's own unit.
     */
    Route of(ReadRequest<?> question);

    /** Returns the route of a transaction's unit; empty if its write is not known. May hold the calling thread. */
    Optional<Route> of(TransactionId transaction);

    /**
     * Returns the last uploads of a unit that the service completed, the newest first; none if they are not known. May hold
     * the calling thread.
     *
     * @param most how many at most
     */
    default List<UploadRequest> uploads(Unit unit, int most) {
        return List.of();
    }

    /**
     * Returns whether a unit had no write since some time, and has none in progress. For the account's own unit, the writes
     * of all units count. May hold the calling thread.
     *
     * @param since a time of the ledger's clock
     */
    boolean isQuiet(Unit unit, Instant since);
}
