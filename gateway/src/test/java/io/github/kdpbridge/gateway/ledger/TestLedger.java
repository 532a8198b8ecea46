package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ledger that does nothing by itself, and whose time a test moves. */
public final class TestLedger implements AutoCloseable {
    private final AtomicLong nanos = new AtomicLong();
    private final SqlLedger ledger;

    private TestLedger(LedgerStore store, Routing routing) {
        this.ledger = SqlLedger.withoutHeart(
                store,
                Patience.STANDARD,
                new Ticker() {
                    @Override
                    public long read() {
                        return nanos.get();
                    }
                },
                Clock.systemUTC(),
                routing);
    }

    public static TestLedger open(LedgerStore store, Routing routing) {
        return new TestLedger(store, routing);
    }

    public SqlLedger ledger() {
        return ledger;
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public void close() {
        ledger.close();
    }
}
