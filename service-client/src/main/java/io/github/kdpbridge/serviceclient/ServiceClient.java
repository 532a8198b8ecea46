package io.github.kdpbridge.serviceclient;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Timer;
import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.Listeners;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import io.github.kdpbridge.serviceclient.http.RelayedAnswer;
import io.github.kdpbridge.serviceclient.http.Transport;
import io.github.kdpbridge.serviceclient.resilience.Pipeline;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The base of a client of either generation: the transport, gates, listener and threads that its calls share.
 *
 * <p>Safe for use by many threads.
 */
public final class ServiceClient implements AutoCloseable {
    private final Resilience settings;
    private final OkHttpClient http;
    private final boolean ownsHttp;
    private final WorkThreads threads;
    private final Timer timer;
    private final Pipeline pipeline;
    private final ClientListener listener;

    /**
     * Creates a client, which connects with its first call.
     *
     * @param settings the gates, time-outs and limits
     * @param http the transport, which stays the caller's to close; null for one with the time-outs of the settings
     * @param executor runs requests while they are at the service, unless their caller waits for them; it stays the caller's
     *     to close; null for daemon threads of the client's own
     * @param listener receives the events of calls and gates; what it throws is logged, and affects no call
     * @param ticker measures all waits
     */
    public ServiceClient(
            Resilience settings,
            @Nullable OkHttpClient http,
            @Nullable Executor executor,
            ClientListener listener,
            Ticker ticker) {
        this.settings = settings;
        this.ownsHttp = http == null;
        this.http = http == null ? Transport.standard(settings) : http;
        this.threads = executor == null ? WorkThreads.asNeeded("kdp-call") : WorkThreads.of(executor);
        this.timer = new Timer(ticker, threads);
        this.listener = new Listeners(List.of(listener));
        this.pipeline = new Pipeline(settings, timer, this.listener);
    }

    /**
     * Returns the transport, which sends each request once.
     *
     * @param observer sees each request and its answer on the connection
     */
    public OkHttpClient http(Interceptor observer) {
        return Transport.once(http, observer, settings);
    }

    /** Returns the scheduler of this client's pauses. */
    public Scheduler scheduler() {
        return timer;
    }

    /** Returns the load of the gates. */
    public ServiceLoad load() {
        return pipeline;
    }

    /**
     * Passes a call through all gates and tells the listener of its end. The retry repeats it if that is safe.
     *
     * @param request sends it once
     * @return the answer; fails with a {@link KdpException} if the call failed for good, or was not let through
     */
    public <T> CompletionStage<T> call(Call call, Supplier<? extends CompletionStage<T>> request) {
        long start = System.nanoTime();
        return told(call, start, pipeline.run(call, request));
    }

    /** Passes a call through all gates but the retry, and tells the listener of its end. */
    public <T> CompletionStage<T> callOnce(Call call, Supplier<? extends CompletionStage<T>> request) {
        long start = System.nanoTime();
        return told(call, start, pipeline.once(call, request));
    }

    /**
     * Passes a request through all gates, and its answer on as it arrived: the gates judge the answer and do not change it.
     * A read is repeated if that is safe, a write never.
     *
     * @param request sends it once
     * @return the last answer; fails with a {@link KdpException} if none arrived, or the request was not let through
     */
    public CompletionStage<RelayedAnswer> relay(Call call, Supplier<RelayedAnswer> request) {
        AtomicReference<@Nullable RelayedAnswer> last = new AtomicReference<>();
        Supplier<CompletionStage<RelayedAnswer>> attempt = () -> send(call.toString(), () -> {
            RelayedAnswer answer = request.get();
            KdpException failure = answer.failure();
            if (failure != null) {
                last.set(answer);
                throw failure;
            }
            return answer;
        });
        CompletionStage<RelayedAnswer> sent =
                call.operation().isWrite() ? callOnce(call, attempt) : call(call, attempt);
        return Stages.recover(sent, failure -> {
            RelayedAnswer answer = last.get();
            return answer != null && answer.failure() == failure
                    ? CompletableFuture.completedFuture(answer)
                    : Stages.failed(failure);
        });
    }

    private <T> CompletionStage<T> told(Call call, long start, CompletionStage<T> ended) {
        return ended.whenComplete((answer, failure) -> {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            if (failure == null) {
                listener.call(call, null, time);
            } else if (Stages.cause(failure) instanceof KdpException e) {
                listener.call(call, e, time);
            }
        });
    }

    /**
     * Has a request at the service, which holds a thread: the caller's if it waits for the answer, or else one of this
     * client's.
     *
     * @param operation the operation, in words
     * @param request sends it and returns the answer
     */
    public <T> CompletionStage<T> send(String operation, Supplier<T> request) {
        return threads.run(operation, request);
    }

    /** Has a request at the service by OkHttp, in the same way. */
    public <T> CompletionStage<T> send(Outgoing<T> outgoing) {
        return send(outgoing.exchange().operation(), outgoing::send);
    }

    /** Ends all waits. Requests that have not reached the service fail. */
    @Override
    public void close() {
        timer.close();
        threads.close();
        if (ownsHttp) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }
}
