package io.github.kdpbridge.gateway.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The few threads that work for operators, so that health answers however long the ledger takes. They end when there is
 * nothing to do.
 */
final class AdminThreads implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 32;
    private static final int IDLE_SECONDS = 30;

    private final Scheduler scheduler;
    private final ThreadPoolExecutor threads;

    /**
     * Creates the pool.
     *
     * @param scheduler delays answers
     */
    AdminThreads(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "kdp-gateway-operators");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs work on one of the threads.
     *
     * @throws RejectedExecutionException if too much waits already
     */
    void execute(Runnable work) {
        threads.execute(work);
    }

    /** Runs work that does not block, after a time. */
    void later(Runnable work, Duration wait) {
        if (wait.isZero()) {
            work.run();
        } else {
            var unused = scheduler.schedule(work, wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
