package io.github.kdpbridge.simulator.portal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted upload or delete.
 *
 * @param generation the generation that accepted it
 * @param orderNo the caller's order, or null
 * @param failure the error of the transaction as a whole, which each of its devices has too, or null
 * @param outcomes the outcome of each device, in the order of the request
 */
public record Transaction(
        Generation generation,
        String id,
        Kind kind,
        Submission.Parties parties,
        @Nullable String orderNo,
        Instant acceptedAt,
        Instant visibleAt,
        @Nullable Condition failure,
        List<DeviceOutcome> outcomes) {
    public Transaction {
        outcomes = List.copyOf(outcomes);
    }

    boolean isVisible(Instant now) {
        return !now.isBefore(visibleAt);
    }
}
