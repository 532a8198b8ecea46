package io.github.kdpbridge.core.migration.explorer;

/** The last answer to the caller of a write. */
enum Told {
    NOTHING,
    ACCEPTED,
    /** 503: nothing was done, come back later. */
    LATER,
    /** 502: the outcome is unknown. */
    UNKNOWN,
    REFUSED
}
