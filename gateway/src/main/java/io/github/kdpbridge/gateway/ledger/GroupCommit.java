package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Throwables;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit for a database with one connection: jobs that wait at the same time share a transaction, because the
 * commit takes longer than all the rest. Each job behaves as if it ran alone, in order of arrival, and is answered when
 * it is durable.
 *
 * <p>It has no thread of its own: a caller that finds the group idle runs all waiting jobs, then hands over to a caller
 * that arrived meanwhile. Safe for use by many threads.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Jdbi jdbi;
    private final IntFunction<List<Job<?>>> lists;

    @GuardedBy("this") private List<Job<?>> waiting = new ArrayList<>();

    @GuardedBy("this") private boolean busy;

    @GuardedBy("this") private boolean closed;

    /** Used by the running caller only. Null before the first job, and after a failure. */
    private @Nullable Session session;

    GroupCommit(Jdbi jdbi) {
        this(jdbi, ArrayList::new);
    }

    /**
     * Creates a group.
     *
     * @param lists creates an empty list of about this capacity
     */
    GroupCommit(Jdbi jdbi, IntFunction<List<Job<?>>> lists) {
        this.jdbi = jdbi;
        this.lists = lists;
    }

    /** A waiting job and its caller. */
    static final class Job<T> {
        private final Function<Session, T> work;
        /** Whether a caller waits for it, which may have to run the group's jobs. */
        private final boolean isAwaited;

        private final CompletableFuture<T> done = new CompletableFuture<>();
        /** Completed when the job is done, and when its caller has to run the jobs. */
        private final CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();

        Job(Function<Session, T> work, boolean isAwaited) {
            this.work = work;
            this.isAwaited = isAwaited;
        }

        /** Runs the work; the result completes the job once it is durable. */
        Runnable perform(Session sql) {
            T result = work.apply(sql);
            return () -> {
                done.complete(result);
                turn.complete(null);
            };
        }

        void fail(Throwable why) {
            done.completeExceptionally(why);
            turn.complete(null);
        }
    }

    /** Runs work and waits until it is durable. Throws the exception of the work or the database. */
    <T> T run(Function<Session, T> work) {
        return run(work, false);
    }

    private <T> T run(Function<Session, T> work, boolean last) {
        Job<T> job = new Job<>(work, true);
        if (!isFirst(job, last)) {
            awaitTurn(job);
        }
        if (!job.done.isDone()) {
            workForAll(job);
        }
        try {
            return job.done.join();
        } catch (CompletionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(why);
            throw e;
        }
    }

    /** A caller that fails to wait, without memory for example, must not keep the turn: it withdraws, or hands over. */
    private void awaitTurn(Job<?> job) {
        boolean hasCome = false;
        try {
            job.turn.join();
            hasCome = true;
        } finally {
            if (!hasCome) {
                leave(job);
            }
        }
    }

    private synchronized void leave(Job<?> job) {
        if (withdraw(job) && job.turn.isDone()) {
            handOn();
        }
    }

    /** Removes a job that has not started; returns whether it did. */
    private synchronized boolean withdraw(Job<?> job) {
        return waiting.remove(job);
    }

    /** Adds work that runs with the next caller's job, or at the end. */
    synchronized <T> CompletableFuture<T> later(Function<Session, T> work) {
        Job<T> job = new Job<>(work, false);
        add(job);
        return job.done;
    }

    /** Adds a job; returns whether the group was idle, so that the caller has to run the jobs. */
    private synchronized boolean isFirst(Job<?> job, boolean last) {
        add(job);
        closed = last;
        boolean first = !busy;
        busy = true;
        return first;
    }

    @GuardedBy("this") private void add(Job<?> job) {
        if (closed) {
            throw new RejectedExecutionException("the ledger is closed");
        }
        waiting.add(job);
    }

    private void workForAll(Job<?> own) {
        List<Job<?>> jobs = List.of();
        try {
            jobs = takeWaiting();
            commit(jobs);
        } catch (Throwable e) { // such as no memory: unreported, it would leave callers waiting for ever
            for (Job<?> job : jobs) {
                job.fail(e);
            }
            if (withdraw(own)) {
                throw e;
            }
        } finally {
            handOn();
        }
    }

    private synchronized List<Job<?>> takeWaiting() {
        List<Job<?>> next = lists.apply(waiting.size());
        List<Job<?>> jobs = waiting;
        waiting = next;
        return jobs;
    }

    private synchronized void handOn() {
        for (Job<?> job : waiting) {
            if (job.isAwaited) {
                job.turn.complete(null);
                return;
            }
        }
        busy = false;
    }

    /**
     * If one job fails, the transaction is rolled back and each job runs alone; if the connection fails, all jobs fail.
     */
    private void commit(List<Job<?>> jobs) {
        List<Runnable> answers = new ArrayList<>(jobs.size());
        AtomicBoolean begun = new AtomicBoolean();
        try {
            inTransaction(sql -> {
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

    private void commitAlone(Job<?> job) {
        try {
            inTransaction(job::perform).run();
        } catch (RuntimeException | Error e) {
            job.fail(e);
        }
    }

    private <T> T inTransaction(Function<Session, T> work) {
        boolean committed = false;
        try {
            if (session == null) {
                session = Session.open(jdbi);
            }
            T result = session.inTransaction(work);
            committed = true;
            return result;
        } finally {
            if (!committed) {
                closeSession(); // the pool checks the connection
            }
        }
    }

    /** A failure to close is only logged: the error that broke the transaction is the one to report. */
    private void closeSession() {
        Session last = session;
        session = null;
        if (last == null) {
            return;
        }
        try {
            last.close();
        } catch (RuntimeException e) {
            LOG.debug("the connection was not closed in order: {}", e.getMessage());
        }
    }

    /** Finishes the waiting jobs. */
    @Override
    public void close() {
        try {
            run(sql -> true, true);
        } catch (RuntimeException e) {
            LOG.debug("what waited was not done: {}", e.getMessage());
        }
        closeSession();
    }
}
