package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.ByteString;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Answers still to be read by their callers. Callers control this memory, so it is bounded in bytes and in time. When a
 * new answer does not fit, the slowest reader loses its own; its caller may ask again.
 *
 * <p>Safe for use by many threads.
 */
final class UnreadAnswers {
    /** How long a failed stream has to close before its connection is closed. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final long most;
    private final Duration patience;
    private final Scheduler scheduler;
    private final GatewayMeters meters;
    /** In the order of arrival, so the slowest come first. */
    private final Set<Sending> waiting = new LinkedHashSet<>();

    private long bytes;

    UnreadAnswers(long most, Duration patience, Scheduler scheduler, GatewayMeters meters) {
        this.most = most;
        this.patience = patience;
        this.scheduler = scheduler;
        this.meters = meters;
    }

    /** Returns the number of unread bytes. */
    synchronized long bytes() {
        return bytes;
    }

    /** Sends the body of an answer and completes it. */
    void send(ByteString body, Request request, Response response, Callback callback) {
        Sending sending = new Sending(request, callback, body.size());
        response.write(true, body.asByteBuffer(), sending);
        if (!sending.done.get()) {
            await(sending); // Most are sent at once.
        }
    }

    private void await(Sending sending) {
        Scheduler.Task task =
                scheduler.schedule(() -> sending.giveUp("answer_time"), patience.toNanos(), TimeUnit.NANOSECONDS);
        Permit wait = Permit.of(() -> {
            task.cancel();
            remove(sending);
        });
        add(sending);
        sending.waits(wait);
        slowest().forEach(slow -> slow.giveUp("answers"));
    }

    private synchronized void add(Sending sending) {
        waiting.add(sending);
        bytes += sending.size;
    }

    private synchronized void remove(Sending sending) {
        waiting.remove(sending);
        bytes -= sending.size;
    }

    /** The answers to drop to make room; never the newest. */
    private synchronized List<Sending> slowest() {
        List<Sending> slowest = new ArrayList<>();
        long left = bytes;
        int others = waiting.size();
        for (Sending sending : waiting) {
            if (left <= most || --others == 0) {
                break;
            }
            left -= sending.size;
            slowest.add(sending);
        }
        return slowest;
    }

    private final class Sending extends Callback.Nested {
        private final Request request;
        private final int size;
        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicBoolean givenUp = new AtomicBoolean();
        private volatile Permit wait = Permit.of(() -> {});

        Sending(Request request, Callback callback, int size) {
            super(callback);
            this.request = request;
            this.size = size;
        }

        void waits(Permit permit) {
            wait = permit;
            if (done.get()) {
                permit.close();
            }
        }

        void giveUp(String limit) {
            if (done.get() || !givenUp.compareAndSet(false, true)) {
                return;
            }
            meters.rejected(limit);
            var unused = scheduler.schedule(this::closeConnection, GRACE.toNanos(), TimeUnit.NANOSECONDS);
            getCallback().failed(new TimeoutException("the caller did not read its answer"));
        }

        private void closeConnection() {
            if (!done.get()) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
                end();
            }
        }

        @Override
        public void succeeded() {
            if (end()) {
                super.succeeded();
            }
        }

        @Override
        public void failed(Throwable failure) {
            if (end()) {
                super.failed(failure);
            }
        }

        /** Returns whether this call ended it and the callback must still be called. */
        private boolean end() {
            boolean first = done.compareAndSet(false, true);
            wait.close();
            return first && !givenUp.get();
        }
    }
}
