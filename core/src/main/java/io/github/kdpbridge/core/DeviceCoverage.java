package io.github.kdpbridge.core;

/** Which devices of a transaction a status names. */
public enum DeviceCoverage {
    /** All that were submitted, in their order. */
    ALL,
    /** The failed devices; the service does not name the others (documented, generation 2). */
    FAILED_ONLY
}
