package io.github.kdpbridge.core.async;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work holds which cannot do without: a request that is at a service, a statement that is at a database.
 * Work of a caller that waits for the answer is done on the calling thread, and work that follows other work on the thread
 * of that, unless its caller {@linkplain CallerContext#returnTo returns} elsewhere.
 *
 * <p>Safe for use by many threads.
 */
public final class WorkThreads implements Executor, AutoCloseable {
    private static final String CLOSED = "the client is closed";
    private static final ThreadLocal<@Nullable WorkThreads> HERE = new ThreadLocal<>();

    private final Executor executor;
    private final @Nullable ExecutorService own;
    private final Set<Work<?>> queued = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private WorkThreads(Executor executor, @Nullable ExecutorService own) {
        this.executor = executor;
        this.own = own;
    }

    /** Returns threads of the caller's, which stay the caller's to close. */
    public static WorkThreads of(Executor executor) {
        return new WorkThreads(executor, null);
    }

    /** Returns as many threads as there is work at once, which are there only while they have some. */
    public static WorkThreads asNeeded(String name) {
        return own(name, new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>()));
    }

    /**
     * Returns threads that are there only while they have work. What all of them have no time for waits in a queue.
     *
     * @param most how many there are at the most
     */
    public static WorkThreads atMost(int most, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(most, most, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        return own(name, pool);
    }

    private static WorkThreads own(String name, ThreadPoolExecutor pool) {
        pool.setThreadFactory(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        return new WorkThreads(pool, pool);
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(() -> doHere(work));
    }

    private void doHere(Runnable work) {
        WorkThreads before = HERE.get();
        HERE.set(this);
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable WorkThreads before) {
        if (before == null) {
            HERE.remove();
        } else {
            HERE.set(before);
        }
    }

    /**
     * Does work that holds its thread.
     *
     * @param operation what it is for, in words
     * @return what the work returns; fails with a {@link RefusedLocallyException} if it was not begun
     */
    public <T> CompletionStage<T> run(String operation, Supplier<T> work) {
        if (!closed && isHere()) {
            return Stages.of(() -> Waiting.apart(work));
        }
        Work<T> begun = new Work<>(operation, work);
        queued.add(begun);
        try {
            if (!closed) {
                CallerContext.on(executor).execute(begun);
            }
        } catch (Throwable e) { // the executor is closed or full, or no thread could be started
            begun.refuse(Reason.LIMIT, "the executor does not take it", e);
        }
        if (closed) { // perhaps just now, so that close() did not see it
            begun.refuse(Reason.CANCELLED, CLOSED, null);
        }
        return begun;
    }

    /**
     * Does work that must not be lost: on the calling thread if there is no other for it.
     *
     * @return what the work returns
     */
    public <T> CompletionStage<T> runInAnyCase(Supplier<T> work) {
        if (isHere()) {
            return Stages.of(() -> Waiting.apart(work));
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        Executor back = CallerContext.back();
        Runnable job = () -> Work.complete(done, back, work);
        try {
            CallerContext.on(executor).execute(job);
        } catch (Throwable e) { // the executor is closed or full, or no thread could be started
            job.run();
        }
        return done;
    }

    /**
     * Begins work that neither holds nor borrows the calling thread, even if that waits for an answer or is one of those that
     * the work is done on.
     *
     * @return what the work returns
     */
    public static <T> T apart(Supplier<T> work) {
        WorkThreads here = HERE.get();
        HERE.remove();
        try {
            return Waiting.apart(work);
        } finally {
            restore(here);
        }
    }

    private boolean isHere() {
        return Waiting.onThisThread() || HERE.get() == this;
    }

    /**
     * Closes the threads, but lets them end what they have begun, and do what must not be lost.
     *
     * @param most how long to wait for that at the most
     */
    public void finish(Duration most) {
        closed = true;
        if (own != null) {
            own.shutdown();
        }
        refuseQueued();
        if (own != null && HERE.get() != this) {
            var unused = Uninterruptibles.awaitTerminationUninterruptibly(own, most.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Has the work fail that is not begun yet. What must not be lost is done on the calling thread. */
    @Override
    public void close() {
        closed = true;
        List<Runnable> left = own == null ? List.of() : own.shutdownNow();
        refuseQueued();
        left.forEach(Runnable::run);
    }

    private void refuseQueued() {
        queued.forEach(work -> work.refuse(Reason.CANCELLED, CLOSED, null));
    }

    /** Work that is begun or refused, whichever comes first. */
    private final class Work<T> extends CompletableFuture<T> implements Runnable {
        private final String operation;
        private final Supplier<T> work;
        private final Executor back = CallerContext.back();

        Work(String operation, Supplier<T> work) {
            this.operation = operation;
            this.work = work;
        }

        @Override
        public void run() {
            if (!queued.remove(this) || isDone()) { // refused or cancelled
                return;
            }
            doHere(() -> complete(this, back, work));
        }

        static <T> void complete(CompletableFuture<T> done, Executor back, Supplier<T> work) {
            T result;
            try {
                result = work.get();
            } catch (Throwable e) { // whatever it is, those who wait have to wake
                back.execute(() -> done.completeExceptionally(e));
                return;
            }
            back.execute(() -> done.complete(result));
        }

        void refuse(Reason reason, String why, @Nullable Throwable cause) {
            if (queued.remove(this)) {
                completeExceptionally(new RefusedLocallyException(
                        operation, closed ? Reason.CANCELLED : reason, closed ? CLOSED : why, cause));
            }
        }
    }
}
