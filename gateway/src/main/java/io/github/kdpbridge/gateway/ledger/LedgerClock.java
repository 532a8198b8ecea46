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
 * The clock by which the writes in a ledger are dated. It goes on steadily, and never back. A machine that is suspended
 * does not count that time, while the other gateways do: so it can catch up. One clock alone may have been set; what the
 * database's and the system's both say has passed.
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
     * @param start what it shows now
     * @param nanos a counter of nanoseconds that never goes back
     * @param database what the database takes for the time, in milliseconds since 1970
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

    /** Returns the clock that has counted since the start, and never caught up. */
    Clock steady() {
        return steady;
    }

    /** Moves it forwards by the time that the database and the system say has passed, and that was not counted here. */
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
