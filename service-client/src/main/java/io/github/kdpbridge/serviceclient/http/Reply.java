package io.github.kdpbridge.serviceclient.http;

import com.google.common.io.Closeables;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.http.AnswerLimit.BrokenException;
import io.github.kdpbridge.serviceclient.http.AnswerLimit.NoTurnException;
import io.github.kdpbridge.serviceclient.http.AnswerLimit.TooLargeException;
import io.github.kdpbridge.serviceclient.http.Exchange.InterruptedConnectException;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** What came of a request: an answer that can be read once, or none. Not safe for use by several threads. */
public final class Reply implements AutoCloseable {
    private final Trip trip;
    private final @Nullable Arriving arriving;
    private final @Nullable IOException trouble;

    private Reply(Trip trip, @Nullable Arriving arriving, @Nullable IOException trouble) {
        this.trip = trip;
        this.arriving = arriving;
        this.trouble = trouble;
    }

    /**
     * A request on its way.
     *
     * @param exchange tells the failures apart
     * @param url where it is sent
     * @param sent whether any byte of it may have been sent
     * @param late whether it was given up because it took too long
     */
    public record Trip(Exchange exchange, HttpUrl url, BooleanSupplier sent, BooleanSupplier late) {
        /** Returns the reply for an answer that has begun to arrive. */
        public Reply answered(int status, Headers headers, BufferedSource body) {
            return new Reply(this, new Arriving(status, headers, body), null);
        }

        /**
         * Returns the reply for an answer in memory.
         *
         * @param limit the most bytes of its body
         */
        public Reply arrived(ArrivedAnswer answer, long limit) {
            return answered(answer.status(), answer.headers(), Okio.buffer(AnswerLimit.within(limit, answer.source())));
        }

        /** Returns the reply for no answer. */
        public Reply unanswered(IOException trouble) {
            return new Reply(this, null, trouble);
        }
    }

    private record Arriving(int status, Headers headers, BufferedSource body) {}

    /**
     * Reads the JSON of the answer.
     *
     * @throws KdpException if there is no answer with status 200 that is as expected
     */
    public <T> T json(JsonReading<T> reading) {
        return read((answer, arriving) -> trip.exchange().json(answer, arriving.body(), reading));
    }

    /**
     * Returns the answer as it arrived, with any status.
     *
     * @throws KdpException if no whole answer arrived
     */
    public RawAnswer raw() {
        return read((answer, arriving) -> new RawAnswer(
                arriving.status(), arriving.headers(), arriving.body().readByteString()));
    }

    /** Ends the reading. What was not read is dropped. */
    @Override
    public void close() {
        if (arriving != null) {
            Closeables.closeQuietly(arriving.body().inputStream());
        }
    }

    private <T> T read(Reading<T> reading) {
        if (arriving == null) {
            throw none(trouble == null ? new IOException("there is no answer") : trouble);
        }
        HttpAnswer answer = new HttpAnswer(arriving.status(), SingleAttempt.retryAfter(arriving.headers()));
        try {
            return reading.read(answer, arriving);
        } catch (TooLargeException e) {
            throw trip.exchange().notUnderstood(answer, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw none(e);
        }
    }

    private UnreachableException none(IOException e) {
        Exchange exchange = trip.exchange();
        if (e instanceof NoTurnException) {
            return UnreachableException.unread(
                    exchange.operation(), String.valueOf(e.getMessage()), e, exchange.writes());
        }
        boolean mayHaveTakenEffect = exchange.writes() && trip.sent().getAsBoolean();
        if (e instanceof InterruptedConnectException) {
            return new UnreachableException(
                    exchange.operation(), String.valueOf(e.getMessage()), e.getCause(), mayHaveTakenEffect);
        }
        IOException reason = e instanceof BrokenException broken ? broken.reason() : e;
        String why = NoAnswer.why(reason, trip.url(), trip.late().getAsBoolean());
        return new UnreachableException(exchange.operation(), why, reason, mayHaveTakenEffect);
    }

    /** Reads an answer that has begun to arrive. */
    private interface Reading<T> {
        T read(HttpAnswer answer, Arriving arriving) throws IOException;
    }
}
