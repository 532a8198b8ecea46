package io.github.kdpbridge.gateway.operator;

import java.time.Clock;
import java.time.Instant;

/** Shows how the last reload of the configuration ended. Safe for use by many threads. */
public final class Reloads {
    private final Clock clock;
    private volatile Instant last;
    private volatile boolean refused;

    /** Registers the meters; the configuration of the start counts as the first. */
    public Reloads(GatewayMeters meters, Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
        meters.gauge(
                "kdp.gateway.reload.seconds",
                "When the configuration in use was loaded, since 1970",
                () -> last.getEpochSecond());
        meters.gauge(
                "kdp.gateway.reload.refused",
                "Whether the last configuration could not be loaded, and the one before is in use",
                () -> refused ? 1 : 0);
    }

    /** Notes the end of a reload. */
    public void note(boolean done) {
        refused = !done;
        if (done) {
            last = clock.instant();
        }
    }
}
