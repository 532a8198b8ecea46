package io.github.kdpbridge.simulator.portal;

import static java.util.Objects.requireNonNull;

/** An upload or a deletion that the simulated service accepted, whether or not the answer found its way. */
public record AcceptedTransaction(String resellerId, String transactionId) {
    public AcceptedTransaction {
        requireNonNull(resellerId, "resellerId");
        requireNonNull(transactionId, "transactionId");
    }
}
