package io.github.kdpbridge.serviceclient.http;

import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** The HTTP clients under the clients of the service. */
public final class Transport {
    /** Reading the trusted certificates takes longer than all else that a client needs; with many, it counts. */
    private static final OkHttpClient TRUSTING =
            new OkHttpClient.Builder().socketFactory(new PromptSockets()).build();

    private Transport() {}

    /**
     * Returns an HTTP client with the time-outs of these settings.
     *
     * <p>All traffic goes to one host: its idle connections are kept for as many requests as may be under way. Over HTTP/2
     * one connection carries them all, and nothing but a ping finds out that it is dead.
     */
    public static OkHttpClient standard(Resilience settings) {
        // Duration.dividedBy would have Java 25 make large powers of five, for as long as all else here takes.
        Duration silence = Duration.ofMillis(settings.requestTimeout().toMillis() / 2);
        return TRUSTING.newBuilder()
                .dispatcher(new Dispatcher())
                .eventListenerFactory(new CallDeadlines(settings.requestTimeout(), silence))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .pingInterval(silence)
                .connectionPool(new ConnectionPool(settings.concurrentRequests(), 5, TimeUnit.MINUTES))
                .build();
    }

    /**
     * Returns a client that shares connections and settings with another one, but without retries and redirects. It
     * passes on the trace context of the caller whose request the calling thread works on, as {@link TraceHeaders} says. It
     * reads no answer beyond {@link Resilience#answerLimit}.
     *
     * @param observer sees each request and its answer on the connection
     */
    public static OkHttpClient once(OkHttpClient http, Interceptor observer, Resilience settings) {
        return SingleAttempt.of(
                        http.newBuilder().addNetworkInterceptor(observer).build())
                .addInterceptor(new TraceHeaders())
                .addInterceptor(
                        new AnswerLimit(settings.answerLimit(), settings.patience(), AnswerLimit.TURNS_OF_THIS_PROCESS))
                .build();
    }
}
