package io.github.kdpbridge.core.migration.explorer;

/** What the ledger holds of a write. */
enum Recorded {
    NOTHING,
    OPEN,
    /** The service did not know it when it was asked. */
    ABSENT,
    ACCEPTED,
    /** Only the name and its pin. */
    NAME
}
