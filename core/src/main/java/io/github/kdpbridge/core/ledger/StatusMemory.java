package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.TransactionStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The complete statuses of writes, by the id of the write. For one thread at a time. */
final class StatusMemory {
    private final Map<String, TransactionStatus> statuses = new HashMap<>();
    private long bytes;

    /** Returns the estimated size of the statuses. */
    long bytes() {
        return bytes;
    }

    Optional<TransactionStatus> get(String id) {
        return Optional.ofNullable(statuses.get(id));
    }

    /** Keeps a status, unless there is one. */
    void keep(String id, TransactionStatus status) {
        if (statuses.putIfAbsent(id, status) == null) {
            bytes += EntryWeight.of(status);
        }
    }

    void drop(String id) {
        TransactionStatus status = statuses.remove(id);
        if (status != null) {
            bytes -= EntryWeight.of(status);
        }
    }

    void clear() {
        statuses.clear();
        bytes = 0;
    }
}
