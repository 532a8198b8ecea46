package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers still to be read by their callers. Callers control this memory, so it is bounded in bytes and in time. When a
 * new answer does not fit, the slowest reader loses its own; its caller may ask again.
 *
 * <p>Safe for use by many threads.
 */
final class UnreadAnswers {
    private final long most;
    private final Duration patience;
    private final GatewayMeters meters;
    /** In the order of arrival, so the slowest come first. */
    private final Set<Sending> waiting = new LinkedHashSet<>();

    private long bytes;

    UnreadAnswers(long most, Duration patience, GatewayMeters meters) {
        this.most = most;
        this.patience = patience;
        this.meters = meters;
    }

    /** Returns the number of unread bytes. */
    synchronized long bytes() {
        return bytes;
    }

    /**
     * Watches an answer that is being sent; most are sent at once.
     *
     * @param written completes when the last byte is sent
     * @param size the bytes of its body
     * @param drop gives it up, on any thread
     */
    void watch(ChannelFuture written, int size, Runnable drop) {
        if (written.isDone()) {
            return;
        }
        Sending sending = new Sending(size, drop);
        add(sending);
        written.addListener(done -> remove(sending)); // first, because there may be no memory for the rest
        Future<?> task = written.channel()
                .eventLoop()
                .schedule(() -> sending.giveUp("answer_time"), patience.toNanos(), TimeUnit.NANOSECONDS);
        written.addListener(done -> task.cancel(false));
        slowest().forEach(slow -> slow.giveUp("answers"));
    }

    private synchronized void add(Sending sending) {
        waiting.add(sending);
        bytes += sending.size;
    }

    private synchronized void remove(Sending sending) {
        if (waiting.remove(sending)) {
            bytes -= sending.size;
        }
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

    private final class Sending {
        private final int size;
        private final Runnable drop;
        private final AtomicBoolean givenUp = new AtomicBoolean();

        Sending(int size, Runnable drop) {
            this.size = size;
            this.drop = drop;
        }

        void giveUp(String limit) {
            if (givenUp.compareAndSet(false, true)) {
                meters.rejected(limit);
                drop.run();
            }
        }
    }
}
