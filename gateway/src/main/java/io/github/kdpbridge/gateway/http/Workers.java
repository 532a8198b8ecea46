package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.gateway.operator.Seldom;
import io.github.kdpbridge.gateway.operator.ThreadShortage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that answer requests, one for each concurrent request. A request may wait for generation 2 for over a
 * minute; because no Jetty thread waits with it, connections are still read, refused and closed while every worker
 * waits.
 */
final class Workers implements AutoCloseable {
    /** The result of submitting work. */
    enum Begun {
        /** Submitted. */
        YES,
        /** Rejected: all threads are busy. */
        ALL_BUSY,
        /** Rejected: the system gives no thread. */
        NO_THREAD,
        /** Rejected: the threads are closed. */
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int IDLE_SECONDS = 30;

    private final Places places;
    private final ThreadPoolExecutor threads;
    private final Seldom warning = new Seldom();

    /**
     * Creates the pool; threads are started on demand.
     *
     * @param starting is run before each thread starts
     */
    Workers(int most, Runnable starting) {
        this.places = new Places(most);
        // A SynchronousQueue reuses the most recently idle thread, so light load needs few threads. A worker frees its
        // place before it sends its answer, so there can be a few more threads than places.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    starting.run(); // not in Thread.start(), which the pools of newer Javas bypass
                    return new Worker(work);
                });
    }

    /** Returns whether the calling thread is a worker. */
    static boolean isOneOfThem() {
        return Thread.currentThread() instanceof Worker;
    }

    boolean busy() {
        return places.full();
    }

    /**
     * Runs work on a thread of its own.
     *
     * @param work returns the rest of the work, to run after this thread's place is free again
     * @return whether it was accepted, or why not
     */
    Begun begin(Supplier<Runnable> work) {
        Permit place = places.take();
        if (place == null) {
            return Begun.ALL_BUSY;
        }
        Begun begun = Begun.NO_THREAD;
        try {
            threads.execute(() -> run(work, place));
            begun = Begun.YES;
        } catch (RejectedExecutionException e) {
            begun = Begun.CLOSED;
        } catch (OutOfMemoryError e) {
            ThreadShortage.requireMeantBy(e);
            if (warning.isDue()) {
                LOG.warn("requests are not taken, because no thread can be started: {}", e.getMessage());
            }
        } finally {
            if (begun != Begun.YES) {
                place.close();
            }
        }
        return begun;
    }

    private static void run(Supplier<Runnable> work, Permit place) {
        Runnable rest;
        try (place) {
            rest = work.get();
        }
        rest.run();
    }

    /** Interrupts running work. */
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
