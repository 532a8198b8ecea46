package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.Generation;
import java.time.Instant;
import java.util.Objects;

/**
 * The side that takes the new writes of a customer, as a claim finds it.
 *
 * @param generation the side
 * @param isHeld whether new writes wait, because the customer is about to move to the other side
 * @param mayArriveSince what was sent since then may yet arrive at its side, although that does not know it
 */
public record Side(Generation generation, boolean isHeld, Instant mayArriveSince) {
    /** Generation 2, as without a migration. */
    public static final Side GEN2 = new Side(Generation.GEN2, false);

    public Side {
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(mayArriveSince, "mayArriveSince");
    }

    /** Creates a side that takes no write from the other. */
    public Side(Generation generation, boolean isHeld) {
        this(generation, isHeld, Instant.MIN);
    }

    /** Returns whether a write may come here from a side that did not know it. */
    public boolean mayTake(Outcome outcome, Generation from, Instant sent) {
        return outcome instanceof Outcome.Absent && from != generation && !isHeld && sent.isBefore(mayArriveSince);
    }
}
