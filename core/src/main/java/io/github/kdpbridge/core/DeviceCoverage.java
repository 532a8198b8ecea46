package io.github.kdpbridge.core;

/** Which devices of a transaction a status names. */
public enum DeviceCoverage {
    /** All that were submitted, in their order. */
    ALL,
    /** Those that failed; of the others the service says nothing (documented, generation 2). */
    FAILED_ONLY
}
