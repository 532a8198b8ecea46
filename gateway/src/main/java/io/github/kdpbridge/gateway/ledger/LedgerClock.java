package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.SteadyClock;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock for the times in a ledger: monotonic and steady. A suspended machine does not count that time, while the
 * other gateways do, so it can catch up. A single clock may have been set; time that both the database and the system
 * report has passed.
 *
 * <p>Safe for use by many threads.
 */
final class LedgerClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerClock.class);

    private final SteadyClock steady;
    private final LongSupplier database;
    private final Clock system;
    /** How far the system's clock was ahead of this one at the start, in milliseconds. */
    private final long systemAhead;

    private final AtomicLong caughtUp;

    /**
     * Creates a clock.
     *
     * @param start its first time
     * @param nanos a monotonic counter of nanoseconds
     * @param database the database's time, in milliseconds since 1970
     * @param system the system's clock
     */
    LedgerClock(Instant start, LongSupplier nanos, LongSupplier database, Clock system) {
        this.steady = SteadyClock.startingAt(start, nanos);
        this.database = database;
        this.system = system;
        this.systemAhead = system.millis() - steady.millis();
        this.caughtUp = new AtomicLong();
    }

    private LedgerClock(LedgerClock same, ZoneId zone) {
        this.steady = same.steady.withZone(zone);
        this.database = same.database;
        this.system = same.system;
        this.systemAhead = same.systemAhead;
        this.caughtUp = same.caughtUp;
    }

    /** Returns the clock that has run since the start and never catches up. */
    Clock steady() {
        return steady;
    }

    /** Moves forwards by the time that passed for both the database and the system, but was not counted here. */
    void catchUp() {
        try {
            long byDatabase = database.getAsLong() - steady.millis();
            long bySystem = system.millis() - steady.millis() - systemAhead;
            caughtUp.accumulateAndGet(Math.min(byDatabase, bySystem), Math::max);
        } catch (LedgerException e) {
            LOG.debug("the ledger's clock goes on without the database's: {}", e.getMessage());
        }
    }

    @Override
    public Instant instant() {
        return steady.instant().plus(Duration.ofMillis(caughtUp.get()));
    }

    @Override
    public ZoneId getZone() {
        return steady.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new LedgerClock(this, zone);
    }
}
