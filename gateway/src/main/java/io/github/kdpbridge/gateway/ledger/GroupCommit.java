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
 * Does what waits at the same time in one transaction, because making it durable takes longer than all the rest. For a
 * database with one connection. Each job is done as if it were alone, in the order of their arrival, and is answered when
 * it is durable.
 *
 * <p>It has no thread of its own: who finds nobody at work does the jobs of all that wait, and hands on to one of those
 * that came meanwhile. Safe for use by many threads.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Jdbi jdbi;
    private final IntFunction<List<Job<?>>> lists;

    @GuardedBy("this") private List<Job<?>> waiting = new ArrayList<>();

    @GuardedBy("this") private boolean busy;

    @GuardedBy("this") private boolean closed;

    /** For who is at work. Null before the first job, and after trouble. */
    private @Nullable Session session;

    GroupCommit(Jdbi jdbi) {
        this(jdbi, ArrayList::new);
    }

    /**
     * Creates a group.
     *
     * @param lists makes an empty list for about so many jobs
     */
    GroupCommit(Jdbi jdbi, IntFunction<List<Job<?>>> lists) {
        this.jdbi = jdbi;
        this.lists = lists;
    }

    /** Work that waits to be done, and the one who waits for it. */
    static final class Job<T> {
        private final Function<Session, T> work;
        /** Whether somebody waits for it, who does the work when it is their turn. */
        private final boolean isAwaited;

        private final CompletableFuture<T> done = new CompletableFuture<>();
        /** Is completed when it is done, and when its caller has to do it. */
        private final CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();

        Job(Function<Session, T> work, boolean isAwaited) {
            this.work = work;
            this.isAwaited = isAwaited;
        }

        /** Does the work, and returns what tells its result when that is durable. */
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

    /** Has work done, and waits until it is durable. Throws what the work or the database throws. */
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

    /** Whoever cannot wait, for want of memory perhaps, must not be given the turn, or gives it on. */
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

    /** Returns whether the job was still waiting to be done; it will not be. */
    private synchronized boolean withdraw(Job<?> job) {
        return waiting.remove(job);
    }

    /** Has work done together with that of whoever comes next, or at the end. */
    synchronized <T> CompletableFuture<T> later(Function<Session, T> work) {
        Job<T> job = new Job<>(work, false);
        add(job);
        return job.done;
    }

    /** Returns whether nobody is at work, so that the caller of this job has to be. */
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
        } catch (Throwable e) { // no memory for example; whoever waits must hear of it, or would wait for ever
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

    /** If one of them fails, nothing is done, and each is tried alone; if it is the connection, all have failed. */
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
                closeSession(); // the pool looks whether the connection is still good
            }
        }
    }

    /** What made a transaction fail may keep its connection from being closed too, and is to be told, not that. */
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

    /** Finishes what waits. */
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
