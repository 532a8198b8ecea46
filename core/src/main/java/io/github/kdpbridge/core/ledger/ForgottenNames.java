package io.github.kdpbridge.core.ledger;

import java.util.HashSet;
import java.util.Set;

/** The transactions whose writes were dropped. For one thread at a time. */
final class ForgottenNames {
    private final Set<String> names = new HashSet<>();
    /** Whether some of them were dropped, too. */
    private boolean untold;

    /** Returns the estimated size of the names. */
    long bytes() {
        return (long) names.size() * EntryWeight.OF_NAME;
    }

    void add(String name) {
        names.add(name);
    }

    /** Returns whether a transaction may be one of them. */
    boolean mayContain(String name) {
        return untold || names.contains(name);
    }

    /** Drops the names: from now on, any transaction may be one of them. */
    void drop() {
        untold |= !names.isEmpty();
        names.clear();
    }

    void clear() {
        names.clear();
        untold = false;
    }
}
