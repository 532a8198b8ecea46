package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Instant;
import java.util.Objects;

/** The known outcome of a write. */
public sealed interface Outcome {
    /** It is about to be sent, or was sent and its answer was lost. */
    record Open() implements Outcome {}

    /** The service accepted it. */
    record Accepted(Receipt receipt) implements Outcome {
        public Accepted {
            Objects.requireNonNull(receipt, "receipt");
        }
    }

    /**
     * The service refused it for good. Only a part of a larger write has this outcome: its devices failed.
     *
     * @param error the reason
     * @param httpStatus the HTTP status of the answer
     */
    record Refused(ServiceError error, int httpStatus) implements Outcome {
        public Refused {
            Objects.requireNonNull(error, "error");
        }
    }

    /** The service does not know this transaction, and its status can no longer lag. */
    record Absent() implements Outcome {}

    /**
     * Its id was taken at its first send, and the status does not show by which write (contract, section 8.1). The status
     * may lag, so it may yet show an earlier send that this ledger does not know.
     *
     * @param since when the id was first found taken, in whole milliseconds
     */
    record Contested(Instant since) implements Outcome {
        public Contested {
            Objects.requireNonNull(since, "since");
        }
    }

    /** Returns the unknown outcome. */
    static Outcome open() {
        return new Open();
    }

    /** Returns the outcome of a write that the service does not know. */
    static Outcome absent() {
        return new Absent();
    }
}
