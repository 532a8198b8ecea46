package io.github.kdpbridge.core.async;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The pauses of one client. A single thread, which is there only while something waits, tells when a time has passed;
 * what follows runs on the client's other threads, so that it delays no other pause.
 *
 * <p>Safe for use by many threads.
 */
public final class Timer implements Scheduler, AutoCloseable {
    private final Ticker ticker;
    private final Executor executor;
    private final ScheduledThreadPoolExecutor clock;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates a timer.
     *
     * @param ticker the time
     * @param executor runs what follows a pause, and all else that is given to this scheduler
     */
    public Timer(Ticker ticker, Executor executor) {
        this.ticker = ticker;
        this.executor = executor;
        this.clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "kdp-timer");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(5, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    @Override
    public long nanoTime() {
        return ticker.read();
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(work);
    }

    @Override
    public CompletableFuture<Boolean> pause(Duration time) {
        Wait wait = new Wait(CallerContext.of(executor));
        waits.add(wait);
        if (closed) {
            waits.remove(wait);
            wait.complete(false);
        } else {
            try {
                // The thread first: a job that is queued before its thread cannot be started would never run.
                clock.prestartCoreThread();
                wait.endsWith(clock.schedule(wait::hasPassed, time.toNanos(), TimeUnit.NANOSECONDS));
            } catch (Throwable e) { // closed just now, or no thread could be started
                wait.fail(e);
            }
        }
        return wait;
    }

    /** Ends all waits, and those that begin later at once. */
    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        waits.forEach(wait -> wait.complete(false));
    }

    private final class Wait extends CompletableFuture<Boolean> {
        private final Executor follower;

        Wait(Executor follower) {
            this.follower = follower;
        }

        void endsWith(Future<?> job) {
            var unused = whenComplete((passed, failure) -> {
                waits.remove(this);
                job.cancel(false);
            });
        }

        void hasPassed() {
            try {
                follower.execute(() -> complete(true));
            } catch (Throwable e) { // no thread for example; whatever waits must hear of it
                fail(e);
            }
        }

        void fail(Throwable e) {
            waits.remove(this);
            if (closed) {
                complete(false);
            } else {
                completeExceptionally(e);
            }
        }
    }
}
