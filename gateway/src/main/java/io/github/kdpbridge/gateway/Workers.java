package io.github.kdpbridge.gateway;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that answer requests, one for each of the most requests at once: a request waits for generation 2 for a
 * minute and more, and however many do, none of Jetty's threads is among them. So connections go on being read, refused
 * and closed while every worker waits.
 */
final class Workers implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;

    private final Semaphore free;
    private final ThreadPoolExecutor threads;

    Workers(int most) {
        this.free = new Semaphore(most);
        // Handed from hand to hand, the work goes to the thread that was busy last: few requests keep few threads warm.
        // A thread that counts as free may still be sending its answer, so there can be a few more than the most.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Worker::new);
    }

    /** Returns whether the calling thread is one of these. */
    static boolean isOneOfThem() {
        return Thread.currentThread() instanceof Worker;
    }

    boolean busy() {
        return free.availablePermits() == 0;
    }

    /**
     * Has work done on a thread of its own.
     *
     * @param work returns what remains to be done when this thread counts as free again
     * @return false if all are busy: the work is not done then
     * @throws RejectedExecutionException if it is closed
     */
    boolean begin(Supplier<Runnable> work) {
        if (!free.tryAcquire()) {
            return false;
        }
        try {
            threads.execute(() -> {
                Runnable rest;
                try {
                    rest = work.get();
                } finally {
                    free.release();
                }
                rest.run();
            });
            return true;
        } catch (RejectedExecutionException e) {
            free.release();
            throw e;
        }
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static final class Worker extends Thread {
        Worker(Runnable work) {
            super(work, "kdp-gateway-worker");
            setDaemon(true);
        }
    }
}
