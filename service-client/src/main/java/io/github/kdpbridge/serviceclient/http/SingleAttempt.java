package io.github.kdpbridge.serviceclient.http;

import com.google.common.primitives.Longs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OkHttp from sending a request twice, and marks each {@link Attempt} that reaches a connection.
 *
 * <p>OkHttp repeats a 503 with {@code Retry-After: 0} whatever its settings. So this interceptor is added twice, around
 * OkHttp's own retry, and renames the header in between.
 */
final class SingleAttempt implements Interceptor {
    private static final String RETRY_AFTER = "Retry-After";
    private static final String PREFIX = "X-Kdp-";

    private SingleAttempt() {}

    /** The tag of a request, which tells whether any byte of it may have been sent. */
    static final class Attempt {
        private volatile boolean sent;

        boolean sent() {
            return sent;
        }
    }

    /** Returns a client with the settings of another one that sends every request once, and follows no redirect. */
    static OkHttpClient.Builder of(OkHttpClient http) {
        SingleAttempt attempt = new SingleAttempt();
        return http.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(attempt)
                .addNetworkInterceptor(attempt);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        boolean onTheNetwork = chain.connection() != null;
        Request request = chain.request();
        Attempt attempt = request.tag(Attempt.class);
        if (onTheNetwork && attempt != null) {
            attempt.sent = true;
        }
        Response response = chain.proceed(request);
        return onTheNetwork
                ? renamed(response, SingleAttempt::isHidden, name -> PREFIX + name)
                : renamed(response, name -> name.startsWith(PREFIX), name -> name.substring(PREFIX.length()));
    }

    /** A header that has the prefix already gets another one, so that it arrives as it came. */
    private static boolean isHidden(String name) {
        return name.equalsIgnoreCase(RETRY_AFTER) || name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Keeps the order of the headers and the case of their names, for an answer that is passed on. */
    private static Response renamed(Response response, Predicate<String> from, UnaryOperator<String> to) {
        Headers received = response.headers();
        if (!hasAny(received, from)) {
            return response;
        }
        Headers.Builder headers = new Headers.Builder();
        for (int i = 0; i < received.size(); i++) {
            String name = received.name(i);
            headers.addUnsafeNonAscii(from.test(name) ? to.apply(name) : name, received.value(i));
        }
        return response.newBuilder().headers(headers.build()).build();
    }

    /** Asks each name: {@code Headers.names()} would sort them, twice an answer. */
    private static boolean hasAny(Headers headers, Predicate<String> name) {
        for (int i = 0; i < headers.size(); i++) {
            if (name.test(headers.name(i))) {
                return true;
            }
        }
        return false;
    }

    /** Reads seconds or a date (RFC 9110, section 10.2.3); a date is relative to the answer's own. */
    static @Nullable Duration retryAfter(Headers headers) {
        String text = headers.get(RETRY_AFTER);
        if (text == null) {
            return null;
        }
        Long seconds = Longs.tryParse(text);
        if (seconds != null) {
            return Duration.ofSeconds(Math.max(0, seconds));
        }
        Instant date = headers.getInstant(RETRY_AFTER);
        Instant sent = headers.getInstant("Date");
        return date == null || sent == null || date.isBefore(sent) ? null : Duration.between(sent, date);
    }
}
