package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Group commit for a database with many connections: the changes that came while the last group was committed are one
 * transaction, with one batch of statements for each kind. A change is made alone, on the threads of the database, if its
 * group fails or has no connection, if no writer takes it in time, or if it is large; so none holds up another one.
 *
 * <p>Rows are locked in one order: groups insert before they update, each by id, wait for no route, and see no row that
 * another one is inserting; what is made alone waits for one row. So no two wait for each other.
 *
 * <p>What follows the changes of a group runs on the thread of its writer, one after another, unless its caller waits for the
 * change. It must not block for another change: that may be of the same group, and its caller is told later.
 * Safe for use by many threads.
 */
final class RowGroups {
    /** One commits while what follows the changes of another one begins. */
    static final int WRITERS = 2;

    /** How long the groups under way have at the close. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** Every INSERT sorts before every UPDATE. */
    private static final Comparator<GroupedChange<?>> ORDER = Comparator.<GroupedChange<?>, String>comparing(
                    job -> job.change().sql())
            .thenComparing(job -> job.change().id());

    private final Database database;
    private final DatabaseThreads threads;
    /** With a thread for the watch. */
    private final ThreadPoolExecutor executor;

    private final FailingGroups failing = new FailingGroups(Ticker.systemTicker());

    @GuardedBy("this") private final ChangeQueue waiting;

    @GuardedBy("this") private int writing;

    @GuardedBy("this") private boolean watched;

    @GuardedBy("this") private boolean closed;

    private static final class Writer extends Thread {
        Writer(Runnable work) {
            super(work, "kdp-ledger-writer");
            setDaemon(true);
        }
    }

    /**
     * Creates the groups. Their threads start when they have work.
     *
     * @param threads make changes alone
     * @param patience how long a change waits for a writer
     */
    RowGroups(Database database, DatabaseThreads threads, Duration patience) {
        this.database = database;
        this.threads = threads;
        this.waiting = new ChangeQueue(patience);
        this.executor = new ThreadPoolExecutor(
                WRITERS + 1, WRITERS + 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Writer::new);
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Makes a change soon.
     *
     * @param operation what it is for, in words
     * @param noted is given the result as soon as that is durable, before anything else can fail
     * @return the result once it is durable; fails with a {@link RefusedLocallyException} if the groups are closed before
     */
    <T> CompletionStage<T> submit(String operation, RowChange<T> change, Consumer<? super T> noted) {
        return submit(new GroupedChange<>(false, change, noted, work -> alone(operation, work)));
    }

    /** Makes a change that must not be lost: on the calling thread if there is no other for it. */
    <T> CompletionStage<T> submitInAnyCase(RowChange<T> change) {
        return submit(new GroupedChange<>(true, change, result -> {}, this::inAnyCase));
    }

    private <T> CompletionStage<T> alone(String operation, Function<Session, T> work) {
        if (isClosed()) {
            throw new RefusedLocallyException(operation, Reason.CANCELLED, "the ledger is closed", null);
        }
        return threads.run(operation, () -> database.inTransaction(work));
    }

    private <T> CompletionStage<T> inAnyCase(Function<Session, T> work) {
        return threads.runInAnyCase(() -> database.inTransaction(work));
    }

    private <T> CompletionStage<T> submit(GroupedChange<T> change) {
        boolean wouldWaitForItself = Thread.currentThread() instanceof Writer && Waiting.onThisThread();
        if (wouldWaitForItself || change.bytes() > ChangeQueue.MOST_BYTES || !add(change)) {
            change.makeAlone(false);
        }
        return change.done();
    }

    /** Returns whether a writer or the watch will take the change. */
    private synchronized boolean add(GroupedChange<?> change) {
        if (closed) {
            return false;
        }
        boolean queued = false;
        try {
            waiting.add(change);
            queued = true;
            if (writing < WRITERS) {
                executor.execute(new Turn());
                writing++;
            } else {
                watch();
            }
            return true;
        } catch (Throwable e) { // no thread or no memory, perhaps
            return queued && !waiting.remove(change);
        }
    }

    /** Has the changes looked for that no writer takes in time. One watch is enough for all. */
    @GuardedBy("this") private void watch() {
        if (!watched && !waiting.isEmpty()) {
            CompletableFuture.delayedExecutor(waiting.nanosLeft(), TimeUnit.NANOSECONDS, this::onAThread)
                    .execute(this::leaveLate);
            watched = true;
        }
    }

    private void onAThread(Runnable watch) {
        boolean begun = false;
        try {
            executor.execute(watch);
            begun = true;
        } finally {
            if (!begun) {
                endWatch(); // no thread, perhaps: the next change begins another one
            }
        }
    }

    private synchronized void endWatch() {
        watched = false;
    }

    private void leaveLate() {
        for (GroupedChange<?> change = takeLate(); change != null; change = takeLate()) {
            change.makeAlone(false);
        }
    }

    private synchronized @Nullable GroupedChange<?> takeLate() {
        GroupedChange<?> late = waiting.pollLate();
        if (late == null) {
            watched = false;
            watch();
        }
        return late;
    }

    /** Allocates nothing. */
    private synchronized boolean take(List<GroupedChange<?>> group) {
        waiting.take(group);
        if (group.isEmpty()) {
            writing--;
        }
        return !group.isEmpty();
    }

    /**
     * Refuses the changes that wait, and has those made alone that must not be lost. Waits for the groups under way for a
     * few seconds.
     */
    void finish() {
        for (GroupedChange<?> change = takeAtTheClose(); change != null; change = takeAtTheClose()) {
            change.makeAlone(false);
        }
        executor.shutdown();
        if (!(Thread.currentThread() instanceof Writer)) {
            var unused =
                    Uninterruptibles.awaitTerminationUninterruptibly(executor, CLOSING.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized @Nullable GroupedChange<?> takeAtTheClose() {
        closed = true;
        return waiting.poll();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Makes groups as long as there are changes. */
    private final class Turn implements Runnable {
        private final List<GroupedChange<?>> group = new ArrayList<>(ChangeQueue.MOST);
        /** Whether the group may have been committed. */
        private boolean begun;

        @Override
        public void run() {
            while (take(group)) {
                try {
                    commit();
                } catch (Throwable e) { // such as no memory: unreported, it would leave callers waiting for ever
                    giveUp(e);
                }
            }
        }

        private void giveUp(Throwable why) {
            for (int i = 0; i < group.size(); i++) {
                group.get(i).giveUp(why);
            }
        }

        private void commit() {
            var unused = Thread.interrupted(); // what followed an earlier group interrupted it
            boolean committed = isCommitted();
            for (GroupedChange<?> change : group) {
                if (committed) {
                    change.follow();
                } else {
                    change.makeAlone(begun);
                }
            }
        }

        private boolean isCommitted() {
            begun = false;
            try {
                group.sort(ORDER);
                boolean made = database.inGroup(this::make);
                failing.committed();
                return made;
            } catch (Throwable e) {
                failing.failed(group.size(), e);
                return false;
            }
        }

        private boolean make(Session sql) {
            Map<String, List<GroupedChange<?>>> kinds = new LinkedHashMap<>();
            for (GroupedChange<?> change : group) {
                kinds.computeIfAbsent(change.change().sql(), first -> new ArrayList<>())
                        .add(change);
            }
            kinds.forEach((statement, same) -> {
                List<OptionalInt> generations = sql.returningEach(
                        statement,
                        same.stream().map(each -> each.change().values()).toList());
                for (int i = 0; i < same.size(); i++) {
                    same.get(i).changed(generations.get(i));
                }
            });
            begun = true; // all that is left is the commit
            return true;
        }
    }
}
