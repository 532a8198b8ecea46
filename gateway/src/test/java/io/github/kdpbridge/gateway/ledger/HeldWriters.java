package io.github.kdpbridge.gateway.ledger;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Holds the writers of a database in what follows a change, so that the changes that come then are one group. */
final class HeldWriters {
    private final CountDownLatch released = new CountDownLatch(1);

    private HeldWriters() {}

    /**
     * Holds all writers.
     *
     * @param change submits a change that is to be noted by what it is given
     */
    static HeldWriters by(Consumer<Runnable> change) {
        return by(RowGroups.WRITERS, change);
    }

    /** Holds some writers. */
    static HeldWriters by(int count, Consumer<Runnable> change) {
        HeldWriters writers = new HeldWriters();
        for (int writer = 0; writer < count; writer++) {
            CountDownLatch held = new CountDownLatch(1);
            change.accept(() -> {
                held.countDown();
                Uninterruptibles.awaitUninterruptibly(writers.released);
            });
            Uninterruptibles.awaitUninterruptibly(held);
        }
        return writers;
    }

    void release() {
        released.countDown();
    }
}
