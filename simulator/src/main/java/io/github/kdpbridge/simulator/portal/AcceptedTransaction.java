package io.github.kdpbridge.simulator.portal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An upload or a deletion that the simulated service accepted, whether or not its answer arrived.
 *
 * @param generation the generation that accepted it
 * @param acceptedAt the time, by the simulator's clock
 */
public record AcceptedTransaction(
        String resellerId,
        String customerId,
        String transactionId,
        Generation generation,
        Kind kind,
        Instant acceptedAt) {
    public AcceptedTransaction {
        requireNonNull(resellerId, "resellerId");
        requireNonNull(customerId, "customerId");
        requireNonNull(transactionId, "transactionId");
        requireNonNull(generation, "generation");
        requireNonNull(kind, "kind");
        requireNonNull(acceptedAt, "acceptedAt");
    }

    static AcceptedTransaction of(Transaction transaction) {
        return new AcceptedTransaction(
                transaction.parties().resellerId(),
                transaction.parties().customerId(),
                transaction.id(),
                transaction.generation(),
                transaction.kind(),
                transaction.acceptedAt());
    }
}
