package io.github.kdpbridge.simulator.portal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted upload or delete.
 *
 * @param id the caller's name for it
 * @param kind what it does
 * @param orderNo the caller's order, or null
 * @param visibleAt when its outcome can be seen
 * @param outcomes what became of each device, in the order of the request
 */
public record Transaction(
        String id, Kind kind, @Nullable String orderNo, Instant visibleAt, List<DeviceOutcome> outcomes) {
    /** Copies. */
    public Transaction {
        outcomes = List.copyOf(outcomes);
    }

    boolean isVisible(Instant now) {
        return !now.isBefore(visibleAt);
    }
}
