package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.eventloop.Round.Step;
import io.github.kdpbridge.serviceclient.http.AnswerObserver;
import io.github.kdpbridge.serviceclient.http.ArrivedAnswer;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import io.github.kdpbridge.serviceclient.http.Reply;
import io.github.kdpbridge.serviceclient.http.TraceHeaders;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One request and the stage of its reply, which is read on the loop unless its caller waits or it is large. But for the
 * stage, it is only for the loop's thread.
 */
final class Flight<T> extends CompletableFuture<T> {
    /** What takes longer to read, a millisecond or so, would delay the other requests of the loop. */
    private static final long MOST_ON_THE_LOOP = 256 << 10;

    private final Outgoing<T> outgoing;
    private final Request request;
    private final Resilience settings;
    private final AnswerObserver observer;
    private final WorkThreads workers;
    private final Executor follower = CallerContext.on(Runnable::run);
    private final long start = System.nanoTime();
    private long sentAt;
    private volatile boolean sent;
    private volatile boolean late;
    private boolean over;

    /** Creates it on the thread of its caller, whose log context it keeps. */
    Flight(Outgoing<T> outgoing, Resilience settings, AnswerObserver observer, WorkThreads workers) {
        this.outgoing = outgoing;
        this.request = TraceHeaders.traced(outgoing.request());
        this.settings = settings;
        this.observer = observer;
        this.workers = workers;
    }

    HttpUrl url() {
        return request.url();
    }

    Request request() {
        return request;
    }

    /** Returns the bytes of the request's body; -1 if they are unknown, in which case it is refused when it is written. */
    long size() {
        RequestBody body = request.body();
        try {
            return body == null ? 0 : body.contentLength();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Returns whether the request says itself which compression it takes, so that the answer is left as it is. */
    boolean choosesCoding() {
        return request.header(RequestBytes.ACCEPT_ENCODING) != null;
    }

    /** Returns the nanoseconds that are left of its whole time. */
    long left() {
        return settings.requestTimeout().toNanos() - (System.nanoTime() - start);
    }

    /** Returns the nanoseconds that its answer has left to begin, for which half of the whole time may pass. */
    long leftToBegin() {
        long silence = settings.requestTimeout().toNanos() / 2;
        return Math.min(left(), silence - (System.nanoTime() - sentAt));
    }

    /** Notes that bytes of it may reach the service from now on. */
    void depart() {
        sent = true;
        sentAt = System.nanoTime();
    }

    /** Notes that all of it is sent. */
    void departed() {
        sentAt = System.nanoTime();
    }

    void answerBegins(Headers headers) {
        observer.answered(headers, System.nanoTime() - sentAt);
    }

    /** Returns whether it has ended, or its caller has given it up. A caller that is busy may not have heard of an end yet. */
    boolean isOver() {
        return over || isDone();
    }

    /** Ends it because it took too long; not if it has ended. */
    void giveUp() {
        late = true;
        unanswered(new SocketTimeoutException("timeout"));
    }

    /** Notes that its answer came too late or not as a whole, before the trouble is told. */
    void isLate() {
        late = true;
    }

    void unanswered(IOException trouble) {
        if (!over) {
            end(() -> trip().unanswered(trouble), 0, null);
        }
    }

    /**
     * Has an answer read.
     *
     * @param turn the turn of a large answer, given back when it is read
     */
    void answered(ArrivedAnswer answer, @Nullable Permit turn) {
        long size = answer.body().size();
        end(() -> trip().arrived(answer, settings.answerLimit()), size, turn);
    }

    /** Ends it with what must not be lost: an Error, or a mistake in the request. */
    void failed(Throwable failure) {
        over = true;
        try {
            follow(() -> completeExceptionally(failure));
        } finally {
            completeExceptionally(failure);
        }
    }

    private Reply.Trip trip() {
        return new Reply.Trip(outgoing.exchange(), request.url(), () -> sent, () -> late);
    }

    private void end(Supplier<Reply> came, long size, @Nullable Permit turn) {
        over = true;
        try {
            Reply reply = came.get();
            handOver(() -> begin(reply, turn), size);
        } catch (Throwable e) { // no memory, for one: nobody else would tell the caller
            giveBack(turn);
            completeExceptionally(e);
        }
    }

    private void begin(Reply reply, @Nullable Permit turn) {
        try {
            follow(() -> read(reply, turn));
        } catch (Throwable e) { // no memory, for one
            giveBack(turn);
            completeExceptionally(e);
        }
    }

    private void handOver(Runnable reading, long size) {
        if (size > MOST_ON_THE_LOOP) {
            try {
                workers.execute(reading);
                return;
            } catch (Throwable e) { // they are closed, or no thread could be started
                // The loop reads it.
            }
        }
        Round.take(Step.ANSWER, size, reading);
    }

    /** A caller that waited no longer has no thread to lend. */
    private void follow(Runnable work) {
        try {
            follower.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    private void read(Reply reply, @Nullable Permit turn) {
        T value;
        try (reply) {
            value = outgoing.reading().apply(reply);
        } catch (Throwable e) { // whatever it is, the caller has to hear of it
            giveBack(turn);
            completeExceptionally(e);
            return;
        }
        giveBack(turn);
        complete(value);
    }

    private static void giveBack(@Nullable Permit turn) {
        if (turn != null) {
            turn.close();
        }
    }
}
