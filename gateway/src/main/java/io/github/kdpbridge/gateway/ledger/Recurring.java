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
 * Work that is done again and again, on a thread that nothing else can hold up. Whatever it throws, an {@link Error}
 * too, is logged, and it goes on. Safe for use by many threads.
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
     * @param name the name of its thread
     * @param first when it is done for the first time
     * @param pause how long after its end it is done again
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

    /** Without memory, not even that can be said. */
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
            return end.getCount() == 0; // by what the work left behind
        }
    }

    /** Ends it; waits a few seconds for work that is being done. */
    @Override
    public void close() {
        end.countDown();
        if (!Thread.currentThread().equals(thread)) {
            Uninterruptibles.joinUninterruptibly(thread, closing.toNanos(), TimeUnit.NANOSECONDS);
            thread.interrupt(); // work that goes on for longer looks at that between its steps
        }
    }
}
