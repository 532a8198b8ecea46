package io.github.kdpbridge.core.migration.explorer;

/** How far a gateway is with a write. */
enum Stage {
    IDLE,
    /** It read the route, and has not claimed the write yet. */
    DECIDED,
    CLAIMED,
    SENT,
    /** The answer is lost, or an earlier attempt's outcome is unknown: the service is asked first. */
    LOST,
    TAKEN,
    DUPLICATE
}
