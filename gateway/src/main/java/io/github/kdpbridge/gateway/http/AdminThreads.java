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
    private final ThreadPoolExecutor questions = pool("kdp-gateway-operators");
    /** A question may wait for a service that is silent; whoever wants to come back then does not wait behind it. */
    private final ThreadPoolExecutor acts = pool("kdp-gateway-acts");

    /**
     * Creates the pool.
     *
     * @param scheduler delays answers
     */
    AdminThreads(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    private static ThreadPoolExecutor pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Answers a question on one of the threads.
     *
     * @throws RejectedExecutionException if too much waits already
     */
    void ask(Runnable work) {
        questions.execute(work);
    }

    /**
     * Does what an operator asks for, on a thread that no question holds.
     *
     * @throws RejectedExecutionException if too much waits already
     */
    void act(Runnable work) {
        acts.execute(work);
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
        questions.shutdown();
        acts.shutdown();
    }
}
