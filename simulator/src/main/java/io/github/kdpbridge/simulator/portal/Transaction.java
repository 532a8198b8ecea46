package io.github.kdpbridge.simulator.portal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted upload or delete.
 *
 * @param orderNo the caller's order, or null
 * @param failure what is wrong with it as a whole, or null; then each device has the same failure
 * @param outcomes what became of each device, in the order of the request
 */
public record Transaction(
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
