package io.github.kdpbridge.gen1facade.typed;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Keeps OkHttp from sending a request twice by itself. OkHttp repeats a 503 with {@code Retry-After: 0} whatever its
 * settings, so this interceptor is added twice, around OkHttp's retry, and renames the header in between.
 */
final class SingleAttempt implements Interceptor {
    private static final String VISIBLE = "Retry-After";
    private static final String HIDDEN = "X-Kdp-Retry-After";

    private SingleAttempt() {}

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
        Response response = chain.proceed(chain.request());
        return onTheNetwork ? renamed(response, VISIBLE, HIDDEN) : renamed(response, HIDDEN, VISIBLE);
    }

    private static Response renamed(Response response, String from, String to) {
        String value = response.header(from);
        return value == null
                ? response
                : response.newBuilder().removeHeader(from).header(to, value).build();
    }
}
