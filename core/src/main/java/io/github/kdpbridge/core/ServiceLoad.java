package io.github.kdpbridge.core;

/** The load of a client of a service, for work that is to spare its callers. Safe for use by many threads. */
public interface ServiceLoad {
    /** Returns whether its breaker is closed, and one more request would be sent at once. */
    boolean isAtEase();

    /** Returns the most requests a second that are sent. */
    int requestsPerSecond();
}
