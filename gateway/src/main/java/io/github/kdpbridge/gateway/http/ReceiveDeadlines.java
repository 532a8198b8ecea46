package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.Permit;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines for receiving a request. Jetty's idle time-out restarts with every byte, so a sender of single bytes could
 * keep a connection for ever.
 *
 * <p>A connection that has no complete head within the first deadline is closed; a body that misses the second one
 * fails. Over HTTP/2, where requests share a connection, the first runs while no request is being served, and the
 * second for each request.
 */
final class ReceiveDeadlines implements Connection.Listener {
    private static final Duration HEAD_AT_THE_END = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private volatile Duration head;
    private final Duration body;
    private volatile boolean hurried;
    private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();

    ReceiveDeadlines(Scheduler scheduler, Duration head, Duration body) {
        this.scheduler = scheduler;
        this.head = head;
        this.body = body;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return; // the inner connection is the one with requests
        }
        waits.computeIfAbsent(connection, Wait::new).begin();
    }

    @Override
    public void onClosed(Connection connection) {
        Wait wait = waits.remove(connection);
        if (wait != null) {
            wait.end();
            wait.tell();
        }
    }

    /** Shuts down: a connection without a running request is closed soon, the others when their requests have ended. */
    void hurry() {
        head = head.compareTo(HEAD_AT_THE_END) < 0 ? head : HEAD_AT_THE_END;
        hurried = true;
        waits.values().forEach(Wait::beginIfIdle);
    }

    /** Stops the deadline for the head. */
    void headArrived(Request request) {
        Wait wait = waits.get(request.getConnectionMetaData().getConnection());
        if (wait != null) {
            wait.requestBegan();
            Request.addCompletionListener(request, failure -> wait.requestEnded());
        }
    }

    /**
     * Starts the deadline for a request's body. The permit ends it.
     *
     * @param gone is called if the connection ends before, by any thread, possibly before this returns. Jetty does not
     *     notify every request itself: when it closes a connection for its many resets, it drops pending notifications
     */
    Permit awaitBody(Request request, Runnable gone) {
        Scheduler.Task task = scheduler.schedule(
                () -> request.fail(new TimeoutException("no whole body within " + body)),
                body.toMillis(),
                TimeUnit.MILLISECONDS);
        Connection connection = request.getConnectionMetaData().getConnection();
        Wait wait = waits.get(connection);
        if (wait == null) {
            gone.run();
            return Permit.of(task::cancel);
        }
        wait.receiving.add(gone);
        if (!waits.containsKey(connection)) {
            gone.run();
        }
        return Permit.of(() -> {
            task.cancel();
            wait.receiving.remove(gone);
        });
    }

    /**
     * The deadline of one connection, which runs only while no request is being served. A request only records its
     * start and end; a single task checks them when it is due, and reschedules itself for the rest.
     */
    private final class Wait {
        private final Connection connection;
        /** Actions for the end of the connection. */
        private final Set<Runnable> receiving = ConcurrentHashMap.newKeySet();

        private Scheduler.@Nullable Task task;
        private int requests;
        private long idleSince;

        Wait(Connection connection) {
            this.connection = connection;
        }

        synchronized void begin() {
            idleSince = NanoTime.now();
            await(head.toNanos());
        }

        synchronized void beginIfIdle() {
            if (requests == 0) {
                begin();
            }
        }

        synchronized void end() {
            if (task != null) {
                task.cancel();
            }
        }

        synchronized void requestBegan() {
            requests++;
        }

        synchronized void requestEnded() {
            requests--;
            if (requests == 0) {
                idleSince = NanoTime.now();
                if (hurried && waits.containsKey(connection)) {
                    begin();
                }
            }
        }

        private void tell() {
            receiving.forEach(Runnable::run);
        }

        private void await(long nanos) {
            end();
            task = scheduler.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }

        private synchronized void look() {
            long waited = requests == 0 ? NanoTime.since(idleSince) : 0;
            long left = head.toNanos() - waited;
            if (left <= 0) {
                connection.getEndPoint().close();
            } else if (waits.containsKey(connection)) {
                await(left);
            }
        }
    }
}
