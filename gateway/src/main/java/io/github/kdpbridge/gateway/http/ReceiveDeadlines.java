package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines for receiving a request. A time-out that restarts with every byte would let a sender of single bytes keep a
 * connection for ever.
 *
 * <p>A connection that has no complete head within the first deadline is closed; a body that misses the second one
 * fails. Over HTTP/2, where requests share a connection, the first runs while no request is being served, and the
 * second for each request.
 */
final class ReceiveDeadlines {
    private static final Duration HEAD_AT_THE_END = Duration.ofSeconds(1);

    private final long idle;
    private final long body;
    private volatile long head;
    private volatile boolean hurried;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

    ReceiveDeadlines(Limits limits) {
        this.head = limits.get(GatewaySettings.HEAD_TIME).toNanos();
        this.idle = limits.get(GatewaySettings.IDLE).toNanos();
        this.body = limits.get(GatewaySettings.BODY_TIME).toNanos();
    }

    /** Starts the deadlines of a connection, on its loop. */
    Wait opened(Channel connection) {
        Wait wait = new Wait(connection);
        waits.add(wait);
        wait.begin();
        return wait;
    }

    int connections() {
        return waits.size();
    }

    /** Shuts down: a connection without a running request is closed soon, the others when their requests have ended. */
    void hurry() {
        head = Math.min(head, HEAD_AT_THE_END.toNanos());
        hurried = true;
        waits.forEach(wait -> {
            try {
                wait.connection.eventLoop().execute(wait::hurry);
            } catch (RejectedExecutionException e) {
                // Its loop has stopped, and closed it.
            }
        });
    }

    /** Waits until all connections are closed, or the time is over. */
    void awaitNone(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        for (Wait wait : waits) {
            var unused = wait.connection
                    .closeFuture()
                    .awaitUninterruptibly(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    void closeAll() {
        waits.forEach(wait -> cut(wait.connection));
    }

    /** Closes a connection at once: its protocol would say good-bye first, and wait. On any thread. */
    static void cut(Channel connection) {
        ChannelHandlerContext outermost = connection.pipeline().firstContext();
        var unused = outermost == null ? connection.close() : outermost.close();
    }

    long bodyNanos() {
        return body;
    }

    long idleNanos() {
        return idle;
    }

    /**
     * The deadline of one connection, which runs only while no request is being served. A request only records its start and
     * end; a single task checks them when it is due, and reschedules itself for the rest. Only for the connection's loop.
     */
    final class Wait {
        private final Channel connection;
        private @Nullable Future<?> task;
        private boolean shared;
        private int requests;
        private long idleSince;
        private long lastBytes;

        private Wait(Channel connection) {
            this.connection = connection;
        }

        private void begin() {
            idleSince = System.nanoTime();
            lastBytes = idleSince;
            lookIn(Math.min(head, idle));
        }

        private void hurry() {
            if (requests == 0) {
                begin();
            } else if (shared) {
                var unused = connection.close(); // tells the caller to send no more, and waits for what is under way
            }
        }

        /** Notes that many requests share the connection (HTTP/2). */
        void share() {
            shared = true;
        }

        /** Returns the nanoseconds since its last bytes. */
        long silence(long now) {
            return now - lastBytes;
        }

        void bytesCame() {
            lastBytes = System.nanoTime();
        }

        void requestBegan() {
            requests++;
        }

        void requestEnded() {
            requests--;
            if (requests == 0) {
                idleSince = System.nanoTime();
                lastBytes = idleSince;
                if (hurried) {
                    begin();
                }
            }
        }

        void closed() {
            waits.remove(this);
            cancel();
        }

        private void cancel() {
            if (task != null) {
                task.cancel(false);
                task = null;
            }
        }

        private void lookIn(long nanos) {
            cancel();
            task = connection.eventLoop().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }

        private void look() {
            task = null;
            long now = System.nanoTime();
            long left =
                    requests > 0 ? Math.min(head, idle) : Math.min(head - (now - idleSince), idle - (now - lastBytes));
            if (left > 0) {
                lookIn(left);
            } else {
                var unused = connection.close();
            }
        }
    }
}
