package io.github.kdpbridge.gateway.ledger;

import com.google.common.util.concurrent.Uninterruptibles;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit for a database with many connections: the changes that came while the last group was committed are one
 * transaction, with one batch of statements for each kind. A change whose row is not as expected, and each of a group that
 * failed, is made alone on the threads of the database, so that it gets its own outcome and holds up no other one.
 *
 * <p>Rows are locked in one order: groups insert before they update, each by id, wait for no route, and see no row that
 * another one is inserting; what is made alone waits for one row. So no two wait for each other. Safe for use by many threads.
 */
final class RowGroups {
    /** One commits while what follows the changes of another one begins. */
    static final int WRITERS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(RowGroups.class);
    private static final int MOST = 64;
    /** How long the changes that wait have at the close. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** Every INSERT sorts before every UPDATE. */
    private static final Comparator<Job<?>> ORDER =
            Comparator.<Job<?>, String>comparing(job -> job.change.sql()).thenComparing(job -> job.change.id());

    private final Database database;
    private final DatabaseThreads threads;
    private final ThreadPoolExecutor executor;

    @GuardedBy("this") private final Queue<Job<?>> waiting = new ArrayDeque<>();

    @GuardedBy("this") private int writing;

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
     */
    RowGroups(Database database, DatabaseThreads threads) {
        this.database = database;
        this.threads = threads;
        this.executor =
                new ThreadPoolExecutor(WRITERS, WRITERS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Writer::new);
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Makes a change soon.
     *
     * @param operation what it is for, in words
     * @param noted is given the result as soon as that is durable, before anything else can fail
     * @return the result once it is durable
     */
    <T> CompletionStage<T> submit(String operation, RowChange<T> change, Consumer<? super T> noted) {
        long asked = System.nanoTime();
        return submit(new Job<>(change, noted, asked, work -> threads.run(operation, asked, work)));
    }

    /** Makes a change that must not be lost: on the calling thread if there is no other for it. */
    <T> CompletionStage<T> submitInAnyCase(RowChange<T> change) {
        long asked = System.nanoTime();
        return submit(new Job<>(change, result -> {}, asked, work -> threads.runInAnyCase(asked, work)));
    }

    private <T> CompletionStage<T> submit(Job<T> job) {
        boolean wouldWaitForItself = Thread.currentThread() instanceof Writer && Waiting.onThisThread();
        if (wouldWaitForItself || !add(job)) {
            job.makeAlone();
        }
        return job.end.done;
    }

    private synchronized boolean add(Job<?> job) {
        if (closed) {
            return false;
        }
        waiting.add(job);
        if (writing == WRITERS) {
            return true;
        }
        try {
            executor.execute(this::write);
            writing++;
            return true;
        } catch (Throwable e) { // no thread or no memory, perhaps: a writer that is there takes the job
            return writing > 0 || !waiting.remove(job);
        }
    }

    private void write() {
        try {
            List<Job<?>> jobs = new ArrayList<>(MOST);
            while (take(jobs)) {
                commit(jobs);
            }
        } catch (Throwable e) { // such as no memory: unreported, it would leave callers waiting for ever
            for (Job<?> job = end(); job != null; job = end()) {
                job.end.fail(e);
            }
        }
    }

    private synchronized boolean take(List<Job<?>> jobs) {
        jobs.clear();
        while (jobs.size() < MOST && !waiting.isEmpty()) {
            jobs.add(waiting.remove());
        }
        if (jobs.isEmpty()) {
            writing--;
        }
        return !jobs.isEmpty();
    }

    /** Returns a job that nothing will take, and ends the writer once there is none. Allocates nothing. */
    private synchronized @Nullable Job<?> end() {
        Job<?> job = waiting.poll();
        if (job == null) {
            writing--;
        }
        return job;
    }

    private void commit(List<Job<?>> jobs) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            leaveLate(jobs);
            if (jobs.isEmpty()) {
                return;
            }
            jobs.sort(ORDER);
            database.inGroup(sql -> {
                begun.set(true);
                change(sql, jobs);
            });
        } catch (Throwable e) {
            LOG.debug("{} changes are not made together: {}", jobs.size(), e.getClass());
            jobs.forEach(job -> {
                if (begun.get()) {
                    job.makeAlone();
                } else {
                    job.end.fail(e); // no connection could be had
                }
            });
            return;
        }
        jobs.forEach(Job::follow);
    }

    /** What waited for too long is refused by the threads. */
    private void leaveLate(List<Job<?>> jobs) {
        for (Iterator<Job<?>> rest = jobs.iterator(); rest.hasNext(); ) {
            Job<?> job = rest.next();
            if (threads.isLate(job.asked)) {
                rest.remove();
                job.makeAlone();
            }
        }
    }

    private static void change(Session sql, List<Job<?>> jobs) {
        Map<String, List<Job<?>>> kinds = new LinkedHashMap<>();
        for (Job<?> job : jobs) {
            kinds.computeIfAbsent(job.change.sql(), first -> new ArrayList<>()).add(job);
        }
        kinds.forEach((statement, same) -> {
            List<OptionalInt> generations = sql.returningEach(
                    statement, same.stream().map(job -> job.change.values()).toList());
            for (int i = 0; i < same.size(); i++) {
                same.get(i).generation = generations.get(i);
            }
        });
    }

    /** Makes the changes that wait, for a few seconds. Later ones are made alone. */
    void finish() {
        synchronized (this) {
            closed = true;
        }
        executor.shutdown();
        if (!(Thread.currentThread() instanceof Writer)) {
            var unused =
                    Uninterruptibles.awaitTerminationUninterruptibly(executor, CLOSING.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A change that waits, and is in one group at the most. */
    private final class Job<T> {
        private final RowChange<T> change;
        private final long asked;
        private final GroupJob<T> end;
        private final Function<Supplier<T>, CompletionStage<T>> elsewhere;
        /** Of the row, if it was changed. */
        private OptionalInt generation = OptionalInt.empty();

        Job(
                RowChange<T> change,
                Consumer<? super T> noted,
                long asked,
                Function<Supplier<T>, CompletionStage<T>> elsewhere) {
            this.change = change;
            this.asked = asked;
            this.end = new GroupJob<>(change.alone(), noted, CallerContext.of(Runnable::run), true);
            this.elsewhere = elsewhere;
        }

        /** Tells the caller of the change, which is durable. */
        void follow() {
            if (generation.isEmpty()) {
                makeAlone();
                return;
            }
            try {
                end.answer(change.changed(generation.getAsInt()));
            } catch (Throwable e) { // no memory, perhaps
                end.fail(e);
            }
        }

        void makeAlone() {
            try {
                var unused = elsewhere
                        .apply(() -> database.inTransaction(change.alone()))
                        .whenComplete((result, failure) -> {
                            if (failure == null) {
                                end.answer(result);
                            } else {
                                end.fail(Stages.cause(failure));
                            }
                        });
            } catch (Throwable e) { // no memory, perhaps
                end.fail(e);
            }
        }
    }
}
