package io.github.kdpbridge.gateway.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long a write of the side that serves a unit keeps the unit from moving.
 *
 * @param settleWindow of an accepted transaction that was not seen complete, since it was sent; 24 h by default
 * @param quarantine of a write that the service does not know, since it was sent: a request still in flight may arrive; at
 *     least the longest request, the takeover, and some minutes
 */
public record DrainLimits(Duration settleWindow, Duration quarantine) {
    private static final Duration STANDARD_SETTLE_WINDOW = Duration.ofHours(24);
    private static final Duration SPARE = Duration.ofMinutes(5);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public DrainLimits {
        checkArgument(!settleWindow.isNegative(), "settleWindow must be 0 or more, not %s", settleWindow);
        checkArgument(!quarantine.isNegative(), "quarantine must be 0 or more, not %s", quarantine);
    }

    /**
     * Returns the default limits: 24 h, and 5 minutes on top of request and takeover.
     *
     * @param request the longest time that a request takes
     * @param takeover the ledger's {@link LedgerStore#takeover}
     */
    public static DrainLimits standard(Duration request, Duration takeover) {
        return new DrainLimits(STANDARD_SETTLE_WINDOW, request.plus(takeover).plus(SPARE));
    }
}
