package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.Generation;
import java.util.Objects;

/**
 * The side that takes the new writes of a customer, as a claim finds it.
 *
 * @param generation the side
 * @param isHeld whether new writes wait, because the customer is about to move to the other side
 */
public record Side(Generation generation, boolean isHeld) {
    /** Generation 2, as without a migration. */
    public static final Side GEN2 = new Side(Generation.GEN2, false);

    public Side {
        Objects.requireNonNull(generation, "generation");
    }
}
