package io.github.kdpbridge.serviceclient.http;

import io.github.kdpbridge.core.Permit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Limits the bytes of an answer after decompression, and the number of large answers that are read at once, because a
 * parsed answer takes more memory than its bytes.
 *
 * <p>Safe for use by many threads.
 */
final class AnswerLimit implements Interceptor {
    /** Nearly all answers are smaller, and never wait. */
    static final long LARGE = 1 << 20;

    /** The heap for one concurrent large answer: twice the memory that the largest one takes when parsed. */
    private static final long HEAP_OF_ONE = 128 << 20;

    /** Shared by all clients, as the heap is. */
    static final Semaphore TURNS_OF_THIS_PROCESS =
            new Semaphore((int) Math.max(2, Runtime.getRuntime().maxMemory() / HEAP_OF_ONE), true);

    private final long mostBytes;
    private final Duration patience;
    private final Semaphore turns;

    /**
     * Creates a limit.
     *
     * @param mostBytes the most bytes of an answer
     * @param patience how long a large answer waits for its turn
     * @param turns the turns of large answers, shared between clients
     */
    AnswerLimit(long mostBytes, Duration patience, Semaphore turns) {
        this.mostBytes = mostBytes;
        this.patience = patience;
        this.turns = turns;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        Source limited = new Limited(body.source(), mostBytes, this::turn);
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(limited), body.contentType(), body.contentLength()))
                .build();
    }

    static NoTurnException noTurn(Duration patience) {
        return new NoTurnException("the answer is larger than " + LARGE + " bytes, and for " + patience
                + " as many others of that size were being read as the heap allows for: try again, with"
                + " fewer large requests at once");
    }

    static TooLargeException tooLarge(long mostBytes) {
        return new TooLargeException("it is larger than " + mostBytes
                + " bytes: raise Resilience.Builder.answerLimit, or answerLimit in the gateway's configuration, if"
                + " the service sends answers of that size");
    }

    /** An answer arrived in part only; the cause says why. */
    static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException reason;

        BrokenException(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        /** Returns the reason why no more arrived. */
        IOException reason() {
            return reason;
        }
    }

    /** An answer exceeds the limit and is not read to its end. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }

    /** An answer got no turn in time and is not read to its end. */
    static final class NoTurnException extends IOException {
        private static final long serialVersionUID = 1;

        NoTurnException(String message) {
            super(message);
        }
    }

    /** Returns a body that is in memory already, and so needs no turn. */
    static Source within(long mostBytes, Source body) {
        Permit none = Permit.of(() -> {});
        return new Limited(body, mostBytes, () -> none);
    }

    private Permit turn() throws IOException {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw noTurn(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTurnException("the thread was interrupted while others of its size were being read");
        }
        return Permit.of(turns::release);
    }

    private interface Turn {
        Permit take() throws IOException;
    }

    private static final class Limited extends ForwardingSource {
        private final long mostBytes;
        private final Turn toTake;
        private long left;
        private @Nullable Permit turn;

        Limited(Source answer, long mostBytes, Turn toTake) {
            super(answer);
            this.mostBytes = mostBytes;
            this.toTake = toTake;
            this.left = mostBytes;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            if (turn == null && mostBytes - left >= LARGE) {
                turn = toTake.take();
            }
            if (left > 0) {
                long read = arriving(sink, Math.min(byteCount, left));
                left -= Math.max(read, 0);
                return read;
            }
            if (arriving(new Buffer(), 1) > 0) {
                throw tooLarge(mostBytes);
            }
            return -1;
        }

        private long arriving(Buffer sink, long byteCount) throws BrokenException {
            try {
                return super.read(sink, byteCount);
            } catch (IOException e) {
                throw new BrokenException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                if (turn != null) {
                    turn.close();
                }
            }
        }
    }
}
