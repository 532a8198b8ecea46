package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The threads that a database holds while it answers, one for each connection. They start when they have work. What they
 * have no time for waits no longer than for a free connection: while the database does not answer, each would have to wait
 * for all before it. Safe for use by many threads.
 */
final class DatabaseThreads implements AutoCloseable {
    /** How long the ends of claims have at the close. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final WorkThreads threads;
    private final String where;
    private final int most;
    private final Duration patience;

    /**
     * Creates the threads.
     *
     * @param where the name of the ledger in messages
     * @param most how many there are at the most
     * @param patience how long work may wait for one of them
     */
    DatabaseThreads(String where, int most, Duration patience) {
        this.threads = WorkThreads.atMost(most, "kdp-ledger-database");
        this.where = where;
        this.most = most;
        this.patience = patience;
    }

    /**
     * Does work on one of the threads.
     *
     * @param operation what it is for, in words
     * @return what the work returns; fails with a {@link LedgerException} if it waited for too long
     */
    <T> CompletionStage<T> run(String operation, Supplier<T> work) {
        return threads.run(operation, inTime(work));
    }

    /** Does the same for work that must not be lost: on the calling thread if there is no other for it. */
    <T> CompletionStage<T> runInAnyCase(Supplier<T> work) {
        return threads.runInAnyCase(inTime(work));
    }

    private <T> Supplier<T> inTime(Supplier<T> work) {
        long asked = System.nanoTime();
        return () -> {
            if (System.nanoTime() - asked > patience.toNanos()) {
                throw Database.trouble(
                        where,
                        "cannot be used",
                        new TimeoutException("none of its " + most + " connections was free within " + patience));
            }
            return work.get();
        };
    }

    /** Lets what must not be lost be done, for a few seconds; has the other work fail that is not begun yet. */
    void finish() {
        threads.finish(CLOSING);
    }

    /** Has the work fail that is not begun yet; what must not be lost is tried on the calling thread. */
    @Override
    public void close() {
        threads.close();
    }
}
