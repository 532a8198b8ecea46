package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.Stages;
import io.github.kdpbridge.core.Waiting;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen2client.resilience.CallerContext;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one client. OkHttp holds a thread for each request that is at the service, and so for no more than the
 * concurrency limit lets through. That is the calling thread if it waits for the answer, and else one of the executor.
 *
 * <p>Safe for use by many threads.
 */
final class CallThreads implements Executor, AutoCloseable {
    private static final String CLOSED = "the client is closed";

    private final Executor executor;
    private final @Nullable ExecutorService own;
    private final Set<Work<?>> queued = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates the threads.
     *
     * @param given the caller's executor, which stays the caller's to close; null for threads of the client's own, which
     *     are there only while they have work
     */
    CallThreads(@Nullable Executor given) {
        this.own = given == null ? threads() : null;
        this.executor = given == null ? Objects.requireNonNull(own) : given;
    }

    private static ExecutorService threads() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "kdp-call");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(work);
    }

    /**
     * Does work that holds its thread.
     *
     * @param operation what it is for, in words
     * @return what the work returns; fails with a {@link RefusedLocallyException} if it was not begun
     */
    <T> CompletionStage<T> run(String operation, Supplier<T> work) {
        if (Waiting.onThisThread() && !closed) {
            return Stages.of(work);
        }
        Work<T> begun = new Work<>(operation, work);
        queued.add(begun);
        try {
            if (!closed) {
                CallerContext.of(executor).execute(begun);
            }
        } catch (Throwable e) { // the executor is closed or full, or no thread could be started
            begun.refuse(Reason.LIMIT, "the executor does not take it", e);
        }
        if (closed) { // perhaps just now, so that close() did not see it
            begun.refuse(Reason.CANCELLED, CLOSED, null);
        }
        return begun;
    }

    /** Has the work fail that is not begun yet. */
    @Override
    public void close() {
        closed = true;
        if (own != null) {
            own.shutdownNow();
        }
        queued.forEach(work -> work.refuse(Reason.CANCELLED, CLOSED, null));
    }

    /** Work that is begun or refused, whichever comes first. */
    private final class Work<T> extends CompletableFuture<T> implements Runnable {
        private final String operation;
        private final Supplier<T> work;

        Work(String operation, Supplier<T> work) {
            this.operation = operation;
            this.work = work;
        }

        @Override
        public void run() {
            if (!queued.remove(this)) {
                return;
            }
            try {
                complete(work.get());
            } catch (Throwable e) { // whatever it is, those who wait have to wake
                completeExceptionally(e);
            }
        }

        void refuse(Reason reason, String why, @Nullable Throwable cause) {
            if (queued.remove(this)) {
                completeExceptionally(new RefusedLocallyException(
                        operation, closed ? Reason.CANCELLED : reason, closed ? CLOSED : why, cause));
            }
        }
    }
}
