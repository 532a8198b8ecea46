package io.github.kdpbridge.serviceclient.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Keeps OkHttp from sending a request twice, and marks each {@link Attempt} that reached a connection.
 *
 * <p>A network interceptor runs with a connection, before the first byte. OkHttp repeats a 503 with
 * {@code Retry-After: 0} whatever its settings, so that header is hidden from it.
 */
public final class SingleAttempt implements Interceptor {
    public static final String RETRY_AFTER = "X-Kdp-Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Attempt attempt = request.tag(Attempt.class);
        if (attempt != null) {
            attempt.markSent();
        }
        Response response = chain.proceed(request);
        String retryAfter = response.header("Retry-After");
        return retryAfter == null
                ? response
                : response.newBuilder()
                        .removeHeader("Retry-After")
                        .header(RETRY_AFTER, retryAfter)
                        .build();
    }
}
