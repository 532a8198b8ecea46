package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.WorkThreads;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of a process, as many as processors and at least two, and the threads beside them for what may wait or
 * take long. A request that begins on a loop {@linkplain CallerContext#returnTo returns} to it. Safe for use by many threads.
 */
public final class EventLoops implements AutoCloseable {
    private static final int FEWEST = 2;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final MultiThreadIoEventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    /** A loop that is told to stop just when it has work does not close its connections itself (Netty 4.2.18). */
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    private final WorkThreads lookups = WorkThreads.asNeeded("kdp-lookup");
    private final WorkThreads workers;

    private EventLoops(int number) {
        this.group = new MultiThreadIoEventLoopGroup(
                number, new DefaultThreadFactory("kdp-loop", true), NioIoHandler.newFactory());
        for (EventExecutor loop : group) {
            this.loops.add((EventLoop) loop);
            loop.execute(() -> {
                CallerContext.returnTo(loop);
                Round.begin(loop);
            });
        }
        this.workers = WorkThreads.atMost(number, "kdp-loop-worker");
    }

    /** Returns new loops. */
    public static EventLoops create() {
        return new EventLoops(Math.max(FEWEST, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Returns the loop of the calling thread, so that work stays on it. For another thread it is always the same, which has
     * the connections that the thread's requests used before.
     */
    EventLoop here() {
        for (EventLoop loop : loops) {
            if (loop.inEventLoop()) {
                return loop;
            }
        }
        return loops.get((int) (Thread.currentThread().getId() % loops.size()));
    }

    /** Notes a new connection, which is closed with the loops. */
    void opened(Channel channel) {
        open.add(channel);
    }

    /** Returns the loops, for a server whose requests go on to a service. */
    public EventLoopGroup group() {
        return group;
    }

    /** Does work that may wait or take long, on another thread. */
    public void aside(Runnable work) {
        lookups.execute(work);
    }

    /** Returns the threads for what waits: the lookup of a name, and a handshake while the service is judged. */
    WorkThreads lookups() {
        return lookups;
    }

    /** Returns the threads for what takes long, as many as loops. */
    WorkThreads workers() {
        return workers;
    }

    /** Closes all connections, and waits for that unless called on a loop. Requests under way fail. */
    @Override
    public void close() {
        ChannelGroupFuture closing = open.close();
        if (loops.stream().anyMatch(EventLoop::inEventLoop)) {
            closing.addListener(done -> {
                var unused = stop();
            });
        } else {
            closing.awaitUninterruptibly(FAREWELL.toMillis());
            var unused = stop().awaitUninterruptibly(2 * FAREWELL.toMillis());
        }
        lookups.close();
        workers.close();
    }

    private Future<?> stop() {
        return group.shutdownGracefully(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }
}
