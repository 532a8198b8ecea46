package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit for a database with one connection: jobs that wait at the same time share a transaction, because the
 * commit takes longer than all the rest. Each job behaves as if it ran alone, in order of arrival, and completes when
 * it is durable. One thread does them all, and what follows a job must not hold it. Safe for use by many threads.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private static final String CLOSED = "the ledger is closed";
    /** How long work between transactions may go on while the group is closed. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final IntFunction<List<GroupJob<?>>> lists;
    private final ThreadPoolExecutor executor;

    @GuardedBy("this") private List<GroupJob<?>> waiting = new ArrayList<>();

    @GuardedBy("this") private boolean scheduled;

    @GuardedBy("this") private boolean closed;

    private volatile @Nullable Thread thread;

    /** Used by the thread only. */
    private final KeptSession session;

    /** Starts the thread. */
    GroupCommit(Jdbi jdbi) {
        this(jdbi, ArrayList::new);
    }

    /**
     * Starts the thread.
     *
     * @param lists creates an empty list of about this capacity
     */
    GroupCommit(Jdbi jdbi, IntFunction<List<GroupJob<?>>> lists) {
        this.session = new KeptSession(jdbi);
        this.lists = lists;
        this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::threadFor);
        executor.prestartCoreThread(); // a shortage of threads later on does not matter
    }

    private Thread threadFor(Runnable work) {
        Thread only = new Thread(work, "kdp-ledger-file");
        only.setDaemon(true);
        thread = only;
        return only;
    }

    /** Runs work and waits until it is durable. Throws the exception of the work or the database. */
    <T> T run(Function<Session, T> work) {
        boolean here = Thread.currentThread() == thread;
        Session open = here ? session.inTransaction() : null;
        if (open != null) {
            return work.apply(open);
        }
        GroupJob<T> job = new GroupJob<>(work, result -> {}, Runnable::run, true);
        add(job, false);
        if (here) {
            commitWaiting();
        }
        return join(job.done);
    }

    private static <T> T join(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(why);
            throw e;
        }
    }

    /**
     * Runs work soon.
     *
     * @param noted is given the result as soon as that is durable, before anything else can fail
     * @return the result once it is durable
     */
    <T> CompletableFuture<T> submit(Function<Session, T> work, Consumer<? super T> noted) {
        GroupJob<T> job = new GroupJob<>(work, noted, CallerContext.of(Runnable::run), true);
        add(job, false);
        if (Thread.currentThread() == thread && Waiting.onThisThread() && session.inTransaction() == null) {
            commitWaiting(); // what follows an earlier job is about to wait for this one
        }
        return job.done;
    }

    /** Runs work with the next job that is submitted, or at the end. */
    <T> CompletableFuture<T> later(Function<Session, T> work) {
        GroupJob<T> job = new GroupJob<>(work, result -> {}, CallerContext.of(Runnable::run), false);
        add(job, false);
        return job.done;
    }

    /**
     * Runs work after all jobs so far, outside of a transaction, and waits for it. Not for what follows
     * a job, on the thread of the jobs.
     *
     * @param work is given the session, which is the same as before unless the connection failed meanwhile
     */
    <T> T betweenTransactions(Function<Session, T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                throw new RejectedExecutionException(CLOSED);
            }
            executor.execute(() -> {
                commitWaiting(); // also what waits for a later job
                try {
                    done.complete(session.use(work));
                } catch (Throwable e) {
                    done.completeExceptionally(e);
                }
            });
        }
        return join(done);
    }

    private synchronized void add(GroupJob<?> job, boolean last) {
        if (closed) {
            throw new RejectedExecutionException(CLOSED);
        }
        waiting.add(job);
        closed = last;
        if (job.urgent && !scheduled) {
            try {
                executor.execute(this::commitWaiting);
                scheduled = true;
            } finally {
                if (!scheduled) {
                    waiting.remove(job); // no memory, perhaps
                }
            }
        }
    }

    private void commitWaiting() {
        List<GroupJob<?>> jobs = List.of();
        try {
            jobs = takeWaiting();
            commit(jobs);
        } catch (Throwable e) { // such as no memory: unreported, it would leave callers waiting for ever
            jobs.forEach(job -> job.fail(e));
            if (jobs.isEmpty()) {
                failUrgent(e);
            }
        }
    }

    private synchronized List<GroupJob<?>> takeWaiting() {
        scheduled = false;
        List<GroupJob<?>> next = lists.apply(waiting.size());
        List<GroupJob<?>> jobs = waiting;
        waiting = next;
        return jobs;
    }

    /**
     * The jobs were not taken: those that are not urgent can wait for the next one. A job that a caller submits when it hears
     * of the failure is not among them. Allocates nothing.
     */
    private void failUrgent(Throwable why) {
        for (int left = urgentJobs(); left > 0; left--) {
            GroupJob<?> job = takeUrgent();
            if (job != null) {
                job.fail(why);
            }
        }
    }

    private synchronized int urgentJobs() {
        int count = 0;
        for (int i = 0; i < waiting.size(); i++) {
            count += waiting.get(i).urgent ? 1 : 0;
        }
        return count;
    }

    private synchronized @Nullable GroupJob<?> takeUrgent() {
        for (Iterator<GroupJob<?>> jobs = waiting.iterator(); jobs.hasNext(); ) {
            GroupJob<?> job = jobs.next();
            if (job.urgent) {
                jobs.remove();
                return job;
            }
        }
        return null;
    }

    /**
     * If one job fails, the transaction is rolled back and each job runs alone; if the connection fails, all jobs fail.
     */
    private void commit(List<GroupJob<?>> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<Runnable> answers = new ArrayList<>(jobs.size());
        AtomicBoolean begun = new AtomicBoolean();
        try {
            session.inTransaction(sql -> {
                begun.set(true);
                jobs.forEach(job -> answers.add(job.perform(sql)));
                return true;
            });
        } catch (RuntimeException | Error e) {
            if (!begun.get() || jobs.size() == 1) {
                throw e;
            }
            jobs.forEach(this::commitAlone);
            return;
        }
        answers.forEach(Runnable::run);
    }

    private void commitAlone(GroupJob<?> job) {
        Runnable answer;
        try {
            answer = session.inTransaction(job::perform);
        } catch (RuntimeException | Error e) {
            job.fail(e);
            return;
        }
        answer.run();
    }

    /** Finishes the waiting jobs. */
    @Override
    public void close() {
        GroupJob<Boolean> last = new GroupJob<>(sql -> true, result -> {}, Runnable::run, true);
        try {
            add(last, true);
            join(last.done);
        } catch (RuntimeException e) {
            LOG.debug("what waited was not done: {}", e.getMessage());
        }
        executor.shutdown();
        var unused =
                Uninterruptibles.awaitTerminationUninterruptibly(executor, CLOSING.toNanos(), TimeUnit.NANOSECONDS);
        session.close();
    }
}
