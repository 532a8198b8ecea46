package io.github.kdpbridge.core.migration.shadow;

/** What a comparison spares: the callers' own way to a service. Safe for use by many threads. */
public interface ServiceLoad {
    /** Returns whether a question more disturbs no caller: the service is well, and no request waits for its turn. */
    boolean isAtEase();

    /** Returns the most requests a second that callers may send. */
    int requestsPerSecond();
}
