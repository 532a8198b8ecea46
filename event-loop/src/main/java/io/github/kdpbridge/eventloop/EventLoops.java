package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.core.async.WorkThreads;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of a process, as many as processors and at least two, and the threads beside them for what may wait or
 * take long. Threads are started on demand. Safe for use by many threads.
 */
public final class EventLoops implements AutoCloseable {
    private static final int FEWEST = 2;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final MultiThreadIoEventLoopGroup group;
    private final WorkThreads lookups = WorkThreads.asNeeded("kdp-lookup");
    private final WorkThreads workers;

    private EventLoops(int loops) {
        this.group = new MultiThreadIoEventLoopGroup(
                loops, new DefaultThreadFactory("kdp-loop", true), NioIoHandler.newFactory());
        this.workers = WorkThreads.atMost(loops, "kdp-loop-worker");
    }

    /** Returns new loops. */
    public static EventLoops create() {
        return new EventLoops(Math.max(FEWEST, Runtime.getRuntime().availableProcessors()));
    }

    /** Returns the loop of the calling thread, so that work stays on it; any loop for other threads. */
    EventLoop here() {
        for (EventExecutor loop : group) {
            if (loop.inEventLoop()) {
                return (EventLoop) loop;
            }
        }
        return group.next();
    }

    /** Returns the threads for what waits: one for each lookup of a name. */
    WorkThreads lookups() {
        return lookups;
    }

    /** Returns the threads for what takes long, as many as loops. */
    WorkThreads workers() {
        return workers;
    }

    /** Closes all connections. Requests under way fail. */
    @Override
    public void close() {
        var unused = group.shutdownGracefully(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * FAREWELL.toMillis());
        lookups.close();
        workers.close();
    }
}
