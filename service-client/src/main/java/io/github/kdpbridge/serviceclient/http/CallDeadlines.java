package io.github.kdpbridge.serviceclient.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels each call that takes longer than it may, from its start to the last byte of its answer, and each that waits
 * too long for its answer to begin.
 *
 * <p>OkHttp's own time-outs put every wait of every call into one queue under one lock, and wake a thread for the first
 * of them. Calls that end in time cost less here: a call only notes where it is, and one task for all of them looks when
 * the first could be late.
 *
 * <p>Safe for use by many threads.
 */
final class CallDeadlines implements EventListener.Factory {
    private static final Logger LOG = LoggerFactory.getLogger(CallDeadlines.class);
    private static final ScheduledThreadPoolExecutor WATCH = watch(CallDeadlines::thread);

    private final ScheduledThreadPoolExecutor watch;
    private final long longest;
    private final long silence;
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Creates the deadlines of one transport.
     *
     * @param longest how long a call may take
     * @param silence how long the begin of its answer may take, once it is sent; not more than a call
     */
    CallDeadlines(Duration longest, Duration silence) {
        this(longest, silence, WATCH);
    }

    CallDeadlines(Duration longest, Duration silence, ScheduledThreadPoolExecutor watch) {
        this.watch = watch;
        this.longest = longest.toNanos();
        this.silence = silence.toNanos();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "kdp-deadlines");
        thread.setDaemon(true);
        return thread;
    }

    static ScheduledThreadPoolExecutor watch(ThreadFactory threads) {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, threads);
        watch.setKeepAliveTime(1, TimeUnit.MINUTES);
        watch.allowCoreThreadTimeOut(true);
        return watch;
    }

    @Override
    public EventListener create(Call call) {
        return new UnderWay(call);
    }

    private void began(UnderWay call) {
        underWay.add(call);
        if (looking.get() || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            lookIn(silence);
        } catch (RuntimeException | Error e) { // no thread could be started; the next call tries again
            looking.set(false);
            underWay.remove(call);
            throw e;
        }
    }

    /** The thread first: a job that is queued before its thread cannot be started would stay, and run beside the next. */
    private void lookIn(long nanos) {
        watch.prestartCoreThread();
        var unused = watch.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long next = silence; // for calls that begin from now on
        try {
            next = cancelWhatIsLate();
        } catch (RuntimeException | Error e) { // no memory for example; the others must not wait for ever
            LOG.error("a call that takes too long could not be cancelled", e);
        } finally {
            try {
                lookAgainIn(next);
            } catch (RuntimeException | Error e) { // the next call that begins has all looked after again
                looking.set(false);
                LOG.error("calls that take too long are not cancelled until another begins", e);
            }
        }
    }

    /** Returns when the next call could be late. */
    private long cancelWhatIsLate() {
        long now = System.nanoTime();
        long next = silence;
        for (UnderWay call : underWay) {
            long left = call.left(now);
            if (left > 0) {
                next = Math.min(next, left);
            } else {
                call.cancel();
            }
        }
        return next;
    }

    private void lookAgainIn(long nanos) {
        if (isEmpty()) {
            looking.set(false);
            if (isEmpty() || !looking.compareAndSet(false, true)) {
                return;
            }
        }
        lookIn(nanos);
    }

    /** The set's own answer adds up counts while they change, and may so miss a call that is there. */
    private boolean isEmpty() {
        return !underWay.iterator().hasNext();
    }

    /** One call, from its start until its answer is read or given up. */
    private final class UnderWay extends EventListener {
        private final Call call;
        private final long start = System.nanoTime();
        private volatile long sent;
        private volatile boolean waiting;

        UnderWay(Call call) {
            this.call = call;
        }

        long left(long now) {
            long whole = longest - (now - start);
            return waiting ? Math.min(whole, silence - (now - sent)) : whole;
        }

        void cancel() {
            call.cancel();
        }

        private void sent() {
            sent = System.nanoTime();
            waiting = true;
        }

        @Override
        public void callStart(Call call) {
            began(this);
        }

        @Override
        public void requestHeadersEnd(Call call, Request request) {
            if (request.body() == null) {
                sent();
            }
        }

        @Override
        public void requestBodyEnd(Call call, long byteCount) {
            sent();
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            waiting = false;
        }

        @Override
        public void callEnd(Call call) {
            underWay.remove(this);
        }

        @Override
        public void callFailed(Call call, IOException failure) {
            underWay.remove(this);
        }
    }
}
