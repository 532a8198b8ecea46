package io.github.kdpbridge.gateway.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work to do after a while, on a thread that may wait, unless this is closed before. Safe for use by many threads. */
final class Postponed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postponed.class);
    /** A shortage of threads passes. */
    private static final Duration AGAIN = Duration.ofSeconds(60);

    private final EventExecutor clock;
    private final Executor threads;
    private final Set<ScheduledFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates it.
     *
     * @param clock tells when a while is over
     * @param threads do the work
     */
    Postponed(EventExecutor clock, Executor threads) {
        this.clock = clock;
        this.threads = threads;
    }

    /** Does work once. It is tried again, after a minute, as long as no thread can be started for it. */
    void after(Duration delay, Runnable work) {
        if (closed) {
            return;
        }
        try {
            ScheduledFuture<?> later = clock.schedule(() -> begin(work), delay.toMillis(), TimeUnit.MILLISECONDS);
            waiting.add(later);
            later.addListener(done -> waiting.remove(later));
        } catch (RejectedExecutionException e) {
            // The loops have stopped.
        }
    }

    /** Does work again and again, with a pause before each time. */
    void every(Duration pause, Runnable work) {
        after(pause, () -> {
            try {
                work.run();
            } finally {
                every(pause, work);
            }
        });
    }

    private void begin(Runnable work) {
        if (closed) {
            return;
        }
        try {
            threads.execute(work);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            after(AGAIN, work);
            LOG.warn(
                    "no thread could be started for work beside the requests, which is tried again: {}",
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        waiting.forEach(each -> each.cancel(false));
    }
}
