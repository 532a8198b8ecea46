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
 * The threads that answer requests, one for each of the most requests at once: a request waits for generation 2 for a
 * minute and more, and however many do, none of Jetty's threads is among them. So connections go on being read, refused
 * and closed while every worker waits.
 */
final class Workers implements AutoCloseable {
    /** The result of handing over work. */
    enum Begun {
        /** It is done. */
        YES,
        /** It is not: all threads are busy. */
        ALL_BUSY,
        /** It is not: the system gives no thread. */
        NO_THREAD,
        /** It is not: the threads are closed. */
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int IDLE_SECONDS = 30;

    private final Places places;
    private final ThreadPoolExecutor threads;
    private final Seldom warning = new Seldom();

    /**
     * Creates the threads, none of which is started yet.
     *
     * @param starting is run before each one starts
     */
    Workers(int most, Runnable starting) {
        this.places = new Places(most);
        // Handed from hand to hand, the work goes to the thread that was busy last: few requests keep few threads warm.
        // A thread that counts as free may still be sending its answer, so there can be a few more than the most.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    starting.run(); // not in Thread.start(), which pools of newer Javas pass by
                    return new Worker(work);
                });
    }

    /** Returns whether the calling thread is one of these. */
    static boolean isOneOfThem() {
        return Thread.currentThread() instanceof Worker;
    }

    boolean busy() {
        return places.full();
    }

    /**
     * Has work done on a thread of its own.
     *
     * @param work returns the rest of the work, for when this thread counts as free again
     * @return whether it was taken; if not, why
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
