package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one token of a client, shared by all its calls.
 *
 * <p>A token is <em>fresh</em>, then <em>stale</em>, then <em>spent</em>. A fresh one is handed out. A stale one is
 * handed out while a new one is requested in the background; if that fails, the old one stays in use and the next
 * attempt waits with backoff. A spent one is never handed out: callers wait for a new one. One request for a token is
 * under way at a time, on a thread of its own, however many callers there are. A token becomes stale at a random point
 * between 70% and 85% of its life, so that many clients do not renew at once, and is spent 30 seconds (or a tenth of
 * its life, if that is less) before it expires, so that it is still valid when it arrives. Its life is measured from
 * its request, by a ticker and not by the machine's clock.
 *
 * <p>After a refused token, a request for a pause, or an operation refused with a new token as with the one before, the
 * service is left alone with backoff, up to a minute: it may lock an account after repeated wrong credentials.
 *
 * <p>Safe for use by many threads.
 */
public final class TokenCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);
    /** Longer than the transport's own limit for one request. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A source that takes longer hangs; the next request runs on another thread. */
    private static final Duration LOST = Duration.ofMinutes(10);

    private final TokenRequest request;
    private final Scheduler scheduler;
    private final ClientListener listener;
    private final DoubleSupplier random;
    private final ThreadPoolExecutor threads;
    private final Object lock = new Object();
    private volatile @Nullable HeldToken held;
    /** The request under way; guarded by {@code lock}. */
    private @Nullable Flight flight;
    /** Requests that gave no token; guarded by {@code lock}. */
    private final Setbacks failures = new Setbacks();
    /** By operation, the renewals after a refused token since the last one that helped; guarded by {@code lock}. */
    private final Map<Operation<?, ?>, Setbacks> renewals = new HashMap<>();
    /** The reason of the last refusal or pause of the token service; guarded by {@code lock}. */
    private @Nullable KdpException refusal;

    /**
     * Creates an empty cache.
     *
     * @param request obtains a new token
     * @param scheduler measures the life of a token and every wait, and runs requests that waited for a token
     * @param listener receives the result of each request
     * @param random numbers from 0 to 1, which spread the renewals
     */
    public TokenCache(TokenRequest request, Scheduler scheduler, ClientListener listener, DoubleSupplier random) {
        this.request = Objects.requireNonNull(request, "request");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.random = Objects.requireNonNull(random, "random");
        // One request is under way at a time. A listener that does not return holds its thread and not the next token.
        this.threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread renewer = new Thread(work, "kdp-token");
                    renewer.setDaemon(true);
                    return renewer;
                });
    }

    /**
     * Returns a token that is not spent.
     *
     * @param operation the operation, in words
     * @return the token; fails with a {@link KdpException} if none can be obtained
     */
    public CompletionStage<Token> get(String operation) {
        long now = scheduler.nanoTime();
        HeldToken current = held;
        if (current == null || current.spent(now)) {
            return await(operation, renewal(now, true));
        }
        if (current.stale(now)) {
            renewInBackground(now);
        }
        return CompletableFuture.completedFuture(current.token());
    }

    /**
     * Records that the service refused an operation because of its token. The token may have been revoked and is not
     * handed out again. But if a new one did not help this operation before, the refusal may concern the operation: the
     * token then stays in use for a growing time.
     *
     * @param call the refused call
     * @param token its token
     * @return whether this call ends the token; if its successor is accepted, call {@link #helped}
     */
    public boolean refused(Call call, Token token) {
        synchronized (lock) {
            HeldToken current = held;
            long now = scheduler.nanoTime();
            Setbacks before = renewals.computeIfAbsent(call.operation(), kind -> new Setbacks());
            if (current == null || !current.token().equals(token) || before.isPausing(now)) {
                return false;
            }
            before.add(now);
            held = null;
            return true;
        }
    }

    /** Records that the service accepted a {@link #refused} operation with a new token. */
    public void helped(Call call) {
        synchronized (lock) {
            renewals.remove(call.operation());
        }
    }

    /** Ends the background work. Callers that wait for a token fail. */
    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (lock) {
            if (flight != null) {
                flight.cancel(false);
            }
        }
    }

    private void renewInBackground(long now) {
        synchronized (lock) {
            if (failures.isPausing(now)) {
                return;
            }
        }
        var unused = renewal(now, false); // renew() reports its own failures
    }

    /** Joins the request under way, or starts one; returns a token that has arrived meanwhile. */
    private CompletableFuture<HeldToken> renewal(long now, boolean awaited) {
        Flight started;
        synchronized (lock) {
            HeldToken current = held;
            if (current != null && !current.stale(now) && !current.spent(now)) {
                return CompletableFuture.completedFuture(current);
            }
            if (flight != null && now - flight.start < LOST.toNanos()) {
                return flight;
            }
            if (refusal != null && failures.isPausing(now)) {
                return CompletableFuture.failedFuture(refusal);
            }
            started = new Flight(now, awaited);
            flight = started;
        }
        try {
            threads.execute(() -> renew(started));
        } catch (RejectedExecutionException e) {
            started.cancel(false); // the cache was closed just now, and its waiting callers fail
        } catch (Throwable e) { // no thread could be started; the next caller tries again
            failed(started, e);
        }
        return started;
    }

    private void renew(Flight promise) {
        boolean obtained = false;
        try {
            long asked = scheduler.nanoTime();
            HeldToken renewed = HeldToken.of(request.send(), asked, random.getAsDouble());
            obtained(promise, renewed);
            obtained = true;
        } catch (Throwable e) { // any throwable must wake the waiting callers
            failed(promise, e);
            if (!promise.awaited) { // otherwise the waiting callers report it
                LOG.warn("no new token: {}", e.getMessage());
            }
        }
        listener.token(obtained);
    }

    private void obtained(Flight promise, HeldToken renewed) {
        synchronized (lock) {
            land(promise);
            held = renewed;
            failures.clear();
            refusal = null;
        }
        promise.complete(renewed);
    }

    private void failed(Flight promise, Throwable e) {
        synchronized (lock) {
            land(promise);
            failures.add(scheduler.nanoTime());
            refusal = e instanceof KdpException failure && (NoToken.isRefusal(failure) || failure.isOfTheMoment())
                    ? failure
                    : null;
        }
        promise.completeExceptionally(e);
    }

    private void land(Flight promise) {
        if (flight == promise) {
            flight = null;
        }
    }

    /** Continues on the client's threads, so that one caller does not delay the others that wait for this token. */
    private CompletionStage<Token> await(String operation, CompletableFuture<HeldToken> renewal) {
        NoToken noToken = new NoToken(operation);
        if (renewal.isDone()) {
            return renewal.handle(noToken::tokenOr);
        }
        CompletableFuture<Token> awaited = renewal.handleAsync(noToken::tokenOr, CallerContext.of(scheduler));
        CompletableFuture<Boolean> patience = scheduler.pause(PATIENCE).toCompletableFuture();
        // Does nothing if the patience was cancelled because the token is there.
        var ignored = patience.whenComplete((passed, trouble) -> {
            if (trouble != null) {
                awaited.completeExceptionally(trouble);
            } else {
                awaited.completeExceptionally(passed ? noToken.within(PATIENCE) : noToken.closed());
            }
        });
        return awaited.whenComplete((token, failure) -> patience.cancel(false))
                .exceptionallyCompose(failure -> Stages.failed(noToken.notTaken(Stages.cause(failure))));
    }

    /** The request under way, its start, and whether a caller waits for it. */
    private static final class Flight extends CompletableFuture<HeldToken> {
        private final long start;
        private final boolean awaited;

        Flight(long start, boolean awaited) {
            this.start = start;
            this.awaited = awaited;
        }
    }
}
