package io.github.kdpbridge.gen2client.wire;

import com.google.common.base.Throwables;
import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.wire.AnswerLimit.BrokenException;
import io.github.kdpbridge.gen2client.wire.AnswerLimit.NoTurnException;
import io.github.kdpbridge.gen2client.wire.AnswerLimit.TooLargeException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/**
 * One request and its answer, with the failures told apart: no answer, an unintelligible answer, a refusal.
 *
 * @param operation the operation, in words
 * @param writes whether the request writes
 * @param oauth whether refusals may also have the form of OAuth 2.0
 * @param errors the catalogue for refusals
 * @param surprises receives contradicted assumptions
 */
record Exchange(String operation, boolean writes, boolean oauth, ErrorCatalogue errors, Surprises surprises) {
    static final int OK = 200;

    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;

    <T> T send(Call<ResponseBody> call, Attempt attempt, JsonAdapter<T> adapter) {
        Response<ResponseBody> response;
        try {
            response = call.execute();
        } catch (IOException e) {
            throw unreachable(e, call, attempt);
        } catch (Exception e) {
            throw interrupted(e, attempt);
        }
        try (ResponseBody body = response.body()) {
            if (response.code() == OK && body != null) {
                return read(body, adapter);
            }
            throw refusal(new HttpAnswer(response.code(), retryAfter(response)), response.errorBody());
        } catch (BrokenException e) {
            throw unreachable(e, call, attempt);
        } catch (NoTurnException e) {
            throw UnreachableException.unread(operation, String.valueOf(e.getMessage()), e, writes);
        }
    }

    /** OkHttp throws the exception of an interrupt without declaring it, if the thread is interrupted while it connects. */
    private UnreachableException interrupted(Exception e, Attempt attempt) {
        Throwables.throwIfUnchecked(e);
        Thread.currentThread().interrupt();
        return new UnreachableException(operation, "the thread was interrupted", e, writes && attempt.sent());
    }

    private UnreachableException unreachable(IOException e, Call<?> call, Attempt attempt) {
        IOException reason = e instanceof BrokenException broken ? broken.reason() : e;
        return new UnreachableException(operation, why(reason, call), reason, writes && attempt.sent());
    }

    /** Returns the exception for an unintelligible answer with a good status. */
    AnswerNotUnderstoodException notUnderstood(String why) {
        return notUnderstood(HttpAnswer.of(OK), why, null);
    }

    private AnswerNotUnderstoodException notUnderstood(HttpAnswer answer, String why, @Nullable Throwable cause) {
        return new AnswerNotUnderstoodException(operation, answer, why, cause, mayHaveTakenEffect(answer));
    }

    /** Returns the exception for a refusal with a good status. */
    RefusedException refused(ServiceError error, @Nullable String errorId) {
        tell(OK, error.condition());
        return new RefusedException(operation, error, OK, errorId, false);
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

    /** Parses an answer as it arrives, because it may be large. */
    private <T> T read(ResponseBody body, JsonAdapter<T> adapter) throws BrokenException, NoTurnException {
        Excerpt excerpt = Excerpt.empty();
        try {
            ByteOrderMark.skip(body.source());
            excerpt = Excerpt.of(body.source());
            return parse(body.source(), adapter);
        } catch (BrokenException | NoTurnException e) {
            throw e;
        } catch (IOException | JsonDataException e) {
            throw notUnderstood(HttpAnswer.of(OK), complaint(e, excerpt.toString()), e);
        }
    }

    private KdpException refusal(HttpAnswer answer, @Nullable ResponseBody body) {
        int status = answer.status();
        if (status < 400) {
            String why = status < 300 ? "it has another status than 200" : "it is a redirect";
            return notUnderstood(answer, why, null);
        }
        if (body == null) {
            return withoutCode(answer, "there is no body", null);
        }
        Excerpt excerpt = Excerpt.empty();
        ErrorDto error;
        try (body) {
            ByteOrderMark.skip(body.source());
            excerpt = Excerpt.of(body.source());
            error = parse(body.source(), new ReadOnlyAdapter<>(ErrorDto::read));
        } catch (IOException | JsonDataException e) {
            return withoutCode(answer, complaint(e, excerpt.toString()), e);
        }
        if (oauth && error.code() == null && error.error() != null) {
            ServiceError said = new ServiceError(Condition.UNKNOWN, error.error(), "", error.errorDescription());
            return refused(answer, said, null);
        }
        Verdict verdict = new Verdicts(errors, surprises).read(status, error.code(), error.message(), error.data());
        ServiceError said = verdict.error();
        if (said != null) {
            return refused(answer, said, error.errorId());
        }
        if (error.code() == null) {
            return withoutCode(answer, "the body has no error code: " + excerpt, null);
        }
        return new AnswerNotUnderstoodException(
                operation, answer, "it is an error with the code of success: " + excerpt, null, writes);
    }

    private RefusedException refused(HttpAnswer answer, ServiceError error, @Nullable String errorId) {
        tell(answer.status(), error.condition());
        return new RefusedException(operation, error, answer, errorId, mayHaveTakenEffect(answer));
    }

    private KdpException withoutCode(HttpAnswer answer, String why, @Nullable Throwable cause) {
        tell(answer.status(), Condition.UNKNOWN);
        if (answer.status() == UNPROCESSABLE) {
            surprises.seen(Assumption.RATE, "HTTP 422 without a code");
        }
        return notUnderstood(answer, why, cause);
    }

    private void tell(int status, Condition condition) {
        if (status == TOO_MANY_REQUESTS) {
            surprises.seen(Assumption.RATE, "HTTP 429");
        }
        if (status == TOO_LARGE) {
            surprises.seen(Assumption.DEVICE_LIMIT, "HTTP 413");
        } else if (condition == Condition.DEVICE_COUNT_EXCEEDED) {
            surprises.seen(Assumption.DEVICE_LIMIT, "40000003 DEVICE_COUNT_EXCEEDED");
        } else if (writes && condition == Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND) {
            surprises.seen(Assumption.DELETE_ERROR_LEVEL, "40000044 in a refusal with HTTP " + status);
        } else if (writes && condition == Condition.RESOURCE_DUPLICATE_PARAM) {
            surprises.seen(Assumption.REPEATED_DEVICES, "40000001 RESOURCE_DUPLICATE_PARAM");
        }
    }

    /** Reads seconds or a date (RFC 9110, section 10.2.3); a date is relative to the answer's own. */
    private static @Nullable Duration retryAfter(Response<?> response) {
        String text = response.headers().get(SingleAttempt.RETRY_AFTER);
        if (text == null) {
            return null;
        }
        Long seconds = Longs.tryParse(text);
        if (seconds != null) {
            return Duration.ofSeconds(Math.max(0, seconds));
        }
        Instant date = response.headers().getInstant(SingleAttempt.RETRY_AFTER);
        Instant sent = response.headers().getInstant("Date");
        return date == null || sent == null || date.isBefore(sent) ? null : Duration.between(sent, date);
    }

    private static <T> T parse(BufferedSource json, JsonAdapter<T> adapter) throws IOException {
        JsonReader reader = JsonReader.of(json);
        T value = adapter.fromJson(reader);
        if (value == null) {
            throw new JsonDataException("is null");
        }
        var unused = reader.peek(); // fails on anything behind the end
        return value;
    }

    private static String complaint(Exception e, String excerpt) {
        String what = "the body is not as expected: " + e.getMessage();
        if (e instanceof TooLargeException || e instanceof ByteOrderMark.OtherEncodingException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof EOFException) {
            what = "the body is empty or ends too early";
        } else if (e instanceof JsonEncodingException) {
            what = "the body is not valid JSON";
        }
        return excerpt.isEmpty() ? what : what + ": " + excerpt;
    }

    private static String why(IOException e, Call<?> call) {
        HttpUrl url = call.request().url();
        String server = url.host() + ":" + url.port();
        if (e instanceof SocketTimeoutException || call.isCanceled()) {
            return server + " did not answer in time";
        }
        if (e instanceof UnknownHostException) {
            return "the host " + url.host() + " is unknown";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return server + " does not accept connections";
        }
        if (e instanceof SSLException) {
            return "no secure connection to " + server + ": " + e.getMessage();
        }
        return "the connection to " + server + " broke: "
                + Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }
}
