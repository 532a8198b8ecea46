package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Instant;
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

    /** The service does not know this transaction, and the time is over in which its status may lag. */
    record Absent() implements Outcome {}

    /**
     * Its id was taken when it was sent for the first time, and the status does not show by what (contract, section
     * 8.1). The status may lag, so an earlier send that this ledger does not know may yet turn out to be the one.
     *
     * @param since when the id was first seen to be taken, in whole milliseconds
     */
    record Contested(Instant since) implements Outcome {
        /** Checks that there is a time. */
        public Contested {
            Objects.requireNonNull(since, "since");
        }
    }

    /** Returns the outcome that nobody knows yet. */
    static Outcome open() {
        return new Open();
    }

    /** Returns the outcome of a write that the service does not know. */
    static Outcome absent() {
        return new Absent();
    }
}
