package io.github.kdpbridge.gateway.ledger;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that recurs on a thread of its own. Anything thrown, an {@link Error} too, is logged, and the work goes on. Safe
 * for use by many threads.
 */
public final class Recurring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String name;
    private final Duration first;
    private final Duration pause;
    private final Runnable work;
    private final Duration closing;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    private Recurring(String name, Duration first, Duration pause, Runnable work, Duration closing) {
        this.name = Objects.requireNonNull(name, "name");
        this.first = Objects.requireNonNull(first, "first");
        this.pause = Objects.requireNonNull(pause, "pause");
        this.work = Objects.requireNonNull(work, "work");
        this.closing = Objects.requireNonNull(closing, "closing");
        this.thread = new ThreadFactoryBuilder()
                .setNameFormat(name)
                .setDaemon(true)
                .build()
                .newThread(this::run);
    }

    /**
     * Starts work.
     *
     * @param name the thread's name
     * @param first the delay before the first run
     * @param pause the pause between runs
     */
    public static Recurring start(String name, Duration first, Duration pause, Runnable work) {
        return start(name, first, pause, work, CLOSING);
    }

    static Recurring start(String name, Duration first, Duration pause, Runnable work, Duration closing) {
        Recurring recurring = new Recurring(name, first, pause, work, closing);
        recurring.thread.start();
        return recurring;
    }

    private void run() {
        Duration wait = first;
        while (!isEnded(wait)) {
            wait = pause;
            try {
                work.run();
            } catch (Throwable e) {
                tell(e);
            }
        }
    }

    /** Without memory, even logging can fail. */
    private void tell(Throwable e) {
        try {
            LOG.error("{} failed, and goes on", name, e);
        } catch (Throwable ignored) {
            e.addSuppressed(ignored);
        }
    }

    private boolean isEnded(Duration wait) {
        try {
            return end.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return end.getCount() == 0; // a stale interrupt, left by the work
        }
    }

    /** Ends it; waits a few seconds for a running round. */
    @Override
    public void close() {
        end.countDown();
        if (!Thread.currentThread().equals(thread)) {
            Uninterruptibles.joinUninterruptibly(thread, closing.toNanos(), TimeUnit.NANOSECONDS);
            thread.interrupt(); // longer work checks for interrupts between its steps
        }
    }
}
