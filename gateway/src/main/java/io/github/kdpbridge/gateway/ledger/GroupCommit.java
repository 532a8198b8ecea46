package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * Does what waits at the same time in one transaction, because making it durable takes longer than all the rest. For a
 * database with one connection. Each job is done as if it were alone, in the order of their arrival, and is answered when
 * it is durable. Safe for use by many threads.
 */
final class GroupCommit implements AutoCloseable {
    private static final int MOST_JOBS = 256;
    private static final int CLOSING_SECONDS = 10;

    private final Jdbi jdbi;
    private final LinkedBlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(new ThreadFactoryBuilder()
            .setNameFormat("kdp-ledger-commit")
            .setDaemon(true)
            .build());

    private static final class Job<T> {
        private final HandleCallback<T, RuntimeException> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();

        Job(HandleCallback<T, RuntimeException> work) {
            this.work = work;
        }

        /** Does the work, and returns what tells its result when that is durable. */
        Runnable perform(Handle sql) {
            T result = work.withHandle(sql);
            return () -> done.complete(result);
        }
    }

    GroupCommit(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Has work done, and waits until it is durable. Throws what the work or the database throws. */
    <T> T run(HandleCallback<T, RuntimeException> work) {
        try {
            return begin(work).join();
        } catch (CompletionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(why);
            throw e;
        }
    }

    /** Has work done soon. */
    <T> CompletableFuture<T> begin(HandleCallback<T, RuntimeException> work) {
        Job<T> job = new Job<>(work);
        waiting.add(job);
        try {
            thread.execute(this::commitWaiting);
        } catch (RejectedExecutionException e) {
            if (waiting.remove(job)) {
                throw e;
            }
        }
        return job.done;
    }

    /** Each job asks for this once; whoever comes first does it for all that wait. */
    private void commitWaiting() {
        List<Job<?>> jobs = new ArrayList<>();
        waiting.drainTo(jobs, MOST_JOBS);
        if (jobs.isEmpty()) {
            return;
        }
        try {
            commit(jobs);
        } catch (Throwable e) { // no memory for example; whoever waits must hear of it, or would wait for ever
            jobs.forEach(job -> job.done.completeExceptionally(e));
        }
    }

    /** If one of them fails, nothing is done, and each is tried alone; if it is the connection, all have failed. */
    private void commit(List<Job<?>> jobs) {
        List<Runnable> answers = new ArrayList<>();
        AtomicBoolean begun = new AtomicBoolean();
        try {
            jdbi.useTransaction(sql -> {
                begun.set(true);
                jobs.forEach(job -> answers.add(job.perform(sql)));
            });
        } catch (RuntimeException e) {
            if (!begun.get() || jobs.size() == 1) {
                throw e;
            }
            jobs.forEach(job -> commitAlone(job));
            return;
        }
        answers.forEach(Runnable::run);
    }

    private void commitAlone(Job<?> job) {
        try {
            jdbi.inTransaction(job::perform).run();
        } catch (RuntimeException e) {
            job.done.completeExceptionally(e);
        }
    }

    /** Finishes what waits. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        } finally {
            RejectedExecutionException closed = new RejectedExecutionException("the ledger is closed");
            waiting.forEach(job -> job.done.completeExceptionally(closed));
        }
    }
}
