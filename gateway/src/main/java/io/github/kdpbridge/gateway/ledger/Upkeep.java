package io.github.kdpbridge.gateway.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The recurring work of a ledger, each on a thread of its own. */
final class Upkeep implements AutoCloseable {
    private final Heart heart;
    private final LedgerClock clock;
    private final Pruning pruning;
    /** The heart comes first. */
    private final List<Recurring> recurring = new CopyOnWriteArrayList<>();

    Upkeep(Heart heart, LedgerClock clock, Pruning pruning) {
        this.heart = heart;
        this.clock = clock;
        this.pruning = pruning;
    }

    /**
     * Starts the threads.
     *
     * @param between the time between prunings
     */
    void begin(LedgerStore store, Duration between) {
        every("kdp-ledger-heart", heart.interval(), heart::tryToBeat);
        every("kdp-ledger-watch", store.takeover(), () -> watch(store.isShared()));
        every("kdp-ledger-pruning", between, pruning::prune);
    }

    private void every(String name, Duration pause, Runnable work) {
        recurring.add(Recurring.start(name, pause, pause, work));
    }

    /** Keeps the clock and the view of the other gateways up to date. */
    private void watch(boolean isShared) {
        if (isShared) {
            clock.catchUp();
        }
        heart.forgetDead();
    }

    @Override
    public void close() {
        recurring.forEach(Recurring::close);
    }
}
