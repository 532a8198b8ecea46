package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.gateway.operator.Seldom;
import io.github.kdpbridge.gateway.operator.ThreadShortage;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty's threads, which go on while no further one can be started. A thread of a client that has sent an answer looks
 * for the connection's next request itself, which saves waking another thread.
 */
final class JettyThreads extends QueuedThreadPool {
    private static final Logger LOG = LoggerFactory.getLogger(JettyThreads.class);

    /** Nothing waits on them. */
    private static final int MOST = Math.max(24, 4 * Runtime.getRuntime().availableProcessors());

    private final Runnable starting;
    private final Seldom warning = new Seldom();

    /**
     * Creates a pool.
     *
     * @param starting is run before each thread starts
     */
    JettyThreads(Runnable starting) {
        super(MOST);
        this.starting = starting;
        setName("kdp-gateway");
    }

    @Override
    public void execute(Runnable job) {
        if (job instanceof Connection && WorkThreads.isOneAsNeeded()) {
            job.run();
            return;
        }
        try {
            super.execute(job);
        } catch (OutOfMemoryError e) {
            ThreadShortage.requireMeantBy(e);
            // The job is queued by now, and an existing thread takes it. The calling thread may be the one that reads
            // all connections, so it must not fail.
            if (warning.isDue()) {
                LOG.warn("a thread for connections could not be started, so they are slow: {}", e.getMessage());
            }
        }
    }

    @Override
    public Thread newThread(Runnable runnable) {
        Thread thread = new Thread(runnable) {
            @Override
            public synchronized void start() {
                boolean started = false;
                try {
                    starting.run();
                    super.start();
                    started = true;
                } finally {
                    if (!started) {
                        removeThread(this);
                    }
                }
            }
        };
        thread.setDaemon(isDaemon());
        thread.setName(getName() + "-" + thread.getId());
        thread.setContextClassLoader(getClass().getClassLoader());
        return thread;
    }
}
