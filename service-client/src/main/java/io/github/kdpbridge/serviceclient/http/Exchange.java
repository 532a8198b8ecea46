package io.github.kdpbridge.serviceclient.http;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.SingleAttempt.Attempt;
import io.github.kdpbridge.serviceclient.json.JsonBody;
import io.github.kdpbridge.serviceclient.json.JsonBody.UnintelligibleException;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, with the failures told apart: no answer, an unintelligible answer, a refusal. The request is
 * sent once.
 *
 * @param http sends it; see {@link Transport#once}
 * @param operation the operation, in words
 * @param writes whether the request writes
 * @param refusals how the service says why it refuses a request
 */
public record Exchange(Call.Factory http, String operation, boolean writes, Refusals refusals) {
    private static final String ENCODING = "Accept-Encoding";

    /**
     * Sends the request and reads the JSON of its answer.
     *
     * @throws KdpException if there is no answer with status 200 that is as expected
     */
    public <T> T send(Request request, JsonReading<T> reading) {
        return outgoing(request, reply -> reply.json(reading)).send();
    }

    /** Returns a request of this exchange that is to be sent, and how its reply is read. */
    public <T> Outgoing<T> outgoing(Request request, Function<? super Reply, ? extends T> reading) {
        return new Outgoing<>(this, request, reading);
    }

    /**
     * Reads the JSON of an answer that {@link #raw} returned, compressed or not.
     *
     * @throws KdpException if it is no answer with status 200 that is as expected
     */
    public <T> T read(RawAnswer raw, JsonReading<T> reading) {
        HttpAnswer answer = new HttpAnswer(raw.status(), SingleAttempt.retryAfter(raw.headers()));
        try (BufferedSource body = raw.plain()) {
            return json(answer, body, reading);
        } catch (IOException e) {
            throw notUnpacked(answer, e);
        }
    }

    <T> T json(HttpAnswer answer, BufferedSource body, JsonReading<T> reading) throws IOException {
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw failure(answer, body);
        }
        try {
            return JsonBody.of(body).parse(reading);
        } catch (UnintelligibleException e) {
            throw notUnderstood(answer, String.valueOf(e.getMessage()), e.reason());
        }
    }

    /**
     * Sends the request and returns its answer as it arrived, with any status.
     *
     * <p>The body stays compressed if the request itself accepts that. OkHttp would otherwise ask for compression, and
     * decompress the body and drop its headers.
     *
     * @throws KdpException if no whole answer arrived
     */
    public RawAnswer raw(Request request) {
        Request plain = request.header(ENCODING) != null
                ? request
                : request.newBuilder().header(ENCODING, "identity").build();
        return outgoing(plain, Reply::raw).send();
    }

    /** Returns the refusal that an answer is; null if its status is below 400. */
    public @Nullable KdpException failure(RawAnswer raw) {
        HttpAnswer answer = new HttpAnswer(raw.status(), SingleAttempt.retryAfter(raw.headers()));
        if (answer.status() < 400) {
            return null;
        }
        try (BufferedSource body = raw.plain()) {
            return failure(answer, body);
        } catch (IOException e) {
            return notUnpacked(answer, e);
        }
    }

    private AnswerNotUnderstoodException notUnpacked(HttpAnswer answer, IOException e) {
        return notUnderstood(answer, "the body cannot be unpacked: " + e.getMessage(), e);
    }

    /** Returns the exception for an unintelligible answer with a good status. */
    public AnswerNotUnderstoodException notUnderstood(String why) {
        return notUnderstood(HttpAnswer.of(HttpURLConnection.HTTP_OK), why, null);
    }

    /** Returns the exception for a refusal with a good status. */
    public RefusedException refused(ServiceError error, @Nullable String errorId) {
        RefusedException refusal = new RefusedException(operation, error, HttpURLConnection.HTTP_OK, errorId, false);
        refusals.seen(refusal, writes);
        return refusal;
    }

    /** Returns the exception for a refusal that names its reason. */
    public RefusedException refused(HttpAnswer answer, ServiceError error, @Nullable String errorId) {
        return new RefusedException(operation, error, answer, errorId, mayHaveTakenEffect(answer));
    }

    /** Returns the exception for an answer that is not the service's, or not as it is expected. */
    public AnswerNotUnderstoodException notUnderstood(HttpAnswer answer, String why, @Nullable Throwable cause) {
        return new AnswerNotUnderstoodException(operation, answer, why, cause, mayHaveTakenEffect(answer));
    }

    <T> T send(Outgoing<T> outgoing) {
        Attempt attempt = new Attempt();
        Call call = http.newCall(
                outgoing.request().newBuilder().tag(Attempt.class, attempt).build());
        Reply.Trip trip = new Reply.Trip(this, call.request().url(), attempt::sent, call::isCanceled);
        Response response;
        try {
            response = execute(call);
        } catch (IOException e) {
            return outgoing.reading().apply(trip.unanswered(e));
        }
        try (response) {
            return outgoing.reading()
                    .apply(trip.answered(
                            response.code(), response.headers(), response.body().source()));
        }
    }

    /** OkHttp throws the exception of an interrupt without declaring it, if the thread is interrupted while it connects. */
    private static Response execute(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            Throwables.throwIfUnchecked(e);
            Thread.currentThread().interrupt();
            throw new InterruptedConnectException(e);
        }
    }

    private KdpException failure(HttpAnswer answer, BufferedSource body) throws IOException {
        if (answer.status() < 400) {
            String why = answer.status() < 300 ? "it has another status than 200" : "it is a redirect";
            return notUnderstood(answer, why, null);
        }
        KdpException failure;
        try {
            failure = refusal(answer, JsonBody.of(ErrorBody.bounded(body, refusals.fields())));
        } catch (UnintelligibleException e) {
            failure = notUnderstood(answer, String.valueOf(e.getMessage()), e.reason());
        }
        refusals.seen(failure, writes);
        return failure;
    }

    private KdpException refusal(HttpAnswer answer, JsonBody body) throws IOException {
        return body.parse(
                reader -> refusals.read(this, answer, JsonFields.of(reader, refusals.fields()), body.excerpt()));
    }

    /**
     * A status of 4xx, and a 503 with Retry-After, mean that nothing was done; except for a 408, which a proxy may send
     * after its own time-out.
     */
    private boolean mayHaveTakenEffect(HttpAnswer answer) {
        int status = answer.status();
        boolean callersFault = status >= 400 && status < 500 && status != HttpURLConnection.HTTP_CLIENT_TIMEOUT;
        boolean turnedAway = status == HttpURLConnection.HTTP_UNAVAILABLE && answer.retryAfter() != null;
        return writes && !callersFault && !turnedAway;
    }

    /** The thread was interrupted while it connected; the cause says where. */
    static final class InterruptedConnectException extends IOException {
        private static final long serialVersionUID = 1;

        InterruptedConnectException(Exception cause) {
            super("the thread was interrupted", cause);
        }
    }
}
