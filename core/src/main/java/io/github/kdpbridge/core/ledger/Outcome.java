package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.Objects;

/** What is known of what became of a write. */
public sealed interface Outcome {
    /** It is about to be sent, or was sent and nobody knows what became of it. */
    record Open() implements Outcome {}

    /**
     * The service took it.
     *
     * @param receipt what it said
     */
    record Accepted(Receipt receipt) implements Outcome {
        /** Checks that there is a receipt. */
        public Accepted {
            Objects.requireNonNull(receipt, "receipt");
        }
    }

    /**
     * The service refused it for good. Only a part of a larger write is remembered so: its devices failed.
     *
     * @param error what the service said
     * @param httpStatus the HTTP status of the answer
     */
    record Refused(ServiceError error, int httpStatus) implements Outcome {
        /** Checks that there is an error. */
        public Refused {
            Objects.requireNonNull(error, "error");
        }
    }

    /** The service was asked and did not know it; it may have been on its way nevertheless. */
    record Absent() implements Outcome {}

    /** Returns the outcome that nobody knows yet. */
    static Outcome open() {
        return new Open();
    }

    /** Returns the outcome of a write that the service does not know. */
    static Outcome absent() {
        return new Absent();
    }
}
