package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.gateway.operator.Seldom;
import io.github.kdpbridge.gateway.operator.ThreadShortage;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places of the requests that are being answered, and the threads that read and translate them: as many as
 * processors, so nothing that waits may run on them. A request keeps its place until its answer is there, and holds a
 * thread only while it is worked on.
 */
final class Workers implements AutoCloseable {
    /** The result of submitting work. */
    enum Begun {
        /** Submitted. */
        YES,
        /** Rejected: all places are taken. */
        ALL_BUSY,
        /** Rejected: the system gives no thread. */
        NO_THREAD,
        /** Rejected: the threads are closed. */
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int FEWEST = 2;
    /** A hundred or so devices. */
    private static final int SMALL = 4096;

    private final Places places;
    private final ThreadPoolExecutor threads;
    private final Seldom warning = new Seldom();

    /**
     * Creates the pool; threads are started on demand, and stay.
     *
     * @param most the number of places
     * @param starting is run before each thread starts
     */
    Workers(int most, Runnable starting) {
        this.places = new Places(most);
        int processors = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());
        // The queue is bounded by the places.
        this.threads = new ThreadPoolExecutor(
                processors, processors, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    starting.run(); // not in Thread.start(), which the pools of newer Javas bypass
                    Thread thread = new Thread(() -> run(work), "kdp-gateway-worker");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** What a large request goes on with may take long, too. */
    private void run(Runnable thread) {
        CallerContext.returnTo(work -> {
            if (submit(work) != Begun.YES) {
                throw new RejectedExecutionException("no thread");
            }
        });
        thread.run();
    }

    boolean busy() {
        return places.full();
    }

    /**
     * Begins work, on one of the threads unless it is small: to wake another thread costs more than to read a few devices.
     *
     * @param bytes the size of what is to be read
     * @param work gives a stage, and that the last step, which is taken when the place is free again
     * @return whether it was accepted, or why not
     */
    Begun begin(int bytes, Supplier<? extends CompletionStage<Runnable>> work) {
        Permit place = places.take();
        if (place == null) {
            return Begun.ALL_BUSY;
        }
        Begun begun = Begun.NO_THREAD;
        try {
            begun = bytes <= SMALL ? here(() -> run(work, place)) : submit(() -> run(work, place));
        } finally {
            if (begun != Begun.YES) {
                place.close();
            }
        }
        return begun;
    }

    /** Apart from the request that the calling thread may just have answered. */
    private Begun here(Runnable work) {
        if (threads.isShutdown()) {
            return Begun.CLOSED;
        }
        return WorkThreads.apart(() -> {
            work.run();
            return Begun.YES;
        });
    }

    private Begun submit(Runnable work) {
        try {
            threads.execute(work);
            return Begun.YES;
        } catch (RejectedExecutionException e) {
            return Begun.CLOSED;
        } catch (OutOfMemoryError e) {
            ThreadShortage.requireMeantBy(e);
            if (threads.getPoolSize() > 0) {
                threads.getQueue().add(work); // for a thread that exists
                return Begun.YES;
            }
            if (warning.isDue()) {
                LOG.warn("requests are not taken, because no thread can be started: {}", e.getMessage());
            }
            return Begun.NO_THREAD;
        }
    }

    private static void run(Supplier<? extends CompletionStage<Runnable>> work, Permit place) {
        boolean followed = false;
        try {
            var unused = Stages.begin(work).whenComplete((last, failure) -> {
                place.close();
                if (failure != null) {
                    LOG.error("a request was not answered", Stages.cause(failure));
                } else {
                    finish(last);
                }
            });
            followed = true;
        } finally {
            if (!followed) {
                place.close(); // no memory for a stage, perhaps
            }
        }
    }

    private static void finish(Runnable last) {
        try {
            last.run();
        } catch (RuntimeException | Error e) {
            LOG.error("an answer was not sent", e);
        }
    }

    /** Refuses new work; what was begun goes on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
