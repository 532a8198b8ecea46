package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.event.ClientListener;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one token of a client, shared by all its calls.
 *
 * <p>A token is <em>fresh</em>, then <em>stale</em>, then <em>spent</em>. A fresh one is handed out. A stale one is
 * handed out while a new one is asked for in the background; if that fails, the old one stays in use and the next
 * attempt waits a growing time. A spent one is never handed out: callers wait for a new one. Whatever the number of
 * callers, one request for a token is under way at a time, on a thread of its own. A token becomes stale at a random
 * point between 70% and 85% of its life, so that many clients do not renew at once, and is spent 30 seconds (or a
 * tenth of its life, if that is less) before it expires, so that it is still good when it arrives.
 *
 * <p>Safe for use by many threads.
 */
public final class TokenCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);
    private static final double STALE_FROM = 0.70;
    private static final double STALE_SPREAD = 0.15;
    private static final Duration SAFETY = Duration.ofSeconds(30);
    /** Longer than the transport's own limit for one request. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final IntervalFunction BACKOFF =
            IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2.0, Duration.ofSeconds(60));

    private final TokenSource source;
    private final TokenContext context;
    private final ServerClock clock;
    private final ClientListener listener;
    private final DoubleSupplier random;
    private final ThreadPoolExecutor thread;
    private final Object lock = new Object();
    private volatile @Nullable Held held;
    /** The request under way; guarded by {@code lock}. */
    private @Nullable CompletableFuture<Held> flight;
    /** How many renewals in a row failed; guarded by {@code lock}. */
    private int failures;
    /** Before this time no stale token is renewed again; guarded by {@code lock}. */
    private Instant pause = Instant.MIN;

    /**
     * Creates an empty cache.
     *
     * @param source where tokens come from
     * @param context what the source is given
     * @param clock the service's time
     * @param listener is told of each token
     * @param random numbers from 0 to 1, which spread the renewals
     */
    public TokenCache(
            TokenSource source,
            TokenContext context,
            ServerClock clock,
            ClientListener listener,
            DoubleSupplier random) {
        this.source = Objects.requireNonNull(source, "source");
        this.context = Objects.requireNonNull(context, "context");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.random = Objects.requireNonNull(random, "random");
        this.thread = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread renewer = new Thread(work, "kdp-token");
            renewer.setDaemon(true);
            return renewer;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns a token that the service accepts for some time to come.
     *
     * @param operation what it is for, in words
     * @throws KdpException if there is none to be had
     */
    public Token get(String operation) {
        Instant now = clock.instant();
        Held current = held;
        if (current == null || current.spent(now, clock.skew())) {
            return await(operation, renewal(now)).token();
        }
        if (current.stale(now)) {
            renewInBackground(now);
        }
        return current.token();
    }

    /** Takes note that the service refused a token: it is not handed out again, unless another already took its place. */
    public void refused(Token token) {
        synchronized (lock) {
            Held current = held;
            if (current != null && current.token().equals(token)) {
                held = null;
            }
        }
    }

    /** Ends the background work. Callers that wait for a token are told so. */
    @Override
    public void close() {
        thread.shutdownNow();
        synchronized (lock) {
            if (flight != null) {
                flight.cancel(false);
            }
        }
    }

    private void renewInBackground(Instant now) {
        synchronized (lock) {
            if (now.isBefore(pause)) {
                return;
            }
        }
        var unused = renewal(now); // renew() reports its own failures
    }

    /** Joins the request that is under way, or starts one; a token that arrived meanwhile is taken as it is. */
    private CompletableFuture<Held> renewal(Instant now) {
        CompletableFuture<Held> started;
        synchronized (lock) {
            Held current = held;
            if (current != null && !current.stale(now) && !current.spent(now, clock.skew())) {
                return CompletableFuture.completedFuture(current);
            }
            if (flight != null) {
                return flight;
            }
            started = new CompletableFuture<>();
            flight = started;
        }
        try {
            thread.execute(() -> renew(started));
        } catch (RejectedExecutionException e) {
            started.cancel(false); // closed just now: who waits is told so
        }
        return started;
    }

    private void renew(CompletableFuture<Held> promise) {
        try {
            Token token = request();
            Held renewed = Held.of(token, clock.skew(), STALE_FROM + STALE_SPREAD * random.getAsDouble());
            synchronized (lock) {
                held = renewed;
                flight = null;
                failures = 0;
                pause = Instant.MIN;
            }
            listener.token(true);
            promise.complete(renewed);
        } catch (Throwable e) { // whatever a source throws, those who wait have to wake
            synchronized (lock) {
                flight = null;
                failures++;
                pause = clock.instant().plusMillis(BACKOFF.apply(failures));
            }
            LOG.warn("no new token: {}", e.getMessage());
            listener.token(false);
            promise.completeExceptionally(e);
        }
    }

    /**
     * A first token that was refused for its date is asked for once more, now that the service's time is known, and one
     * whose signed name was used before with a new name.
     */
    private Token request() {
        Duration skew = clock.skew();
        try {
            return source.request(context);
        } catch (RefusedException e) {
            boolean usedBefore = e.condition() == Condition.API_KEY_NON_UNIQUE_JWTID;
            if (!usedBefore && clock.skew().equals(skew)) {
                throw e;
            }
            return source.request(context);
        }
    }

    private Held await(String operation, CompletableFuture<Held> renewal) {
        try {
            return renewal.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unavailable(operation, Objects.requireNonNull(e.getCause(), "cause"));
        } catch (TimeoutException e) {
            throw new UnreachableException(operation, "no token within " + PATIENCE.toSeconds() + " s", e, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedLocallyException(operation, Reason.CANCELLED, "interrupted while waiting for a token", e);
        } catch (CancellationException e) {
            throw new RefusedLocallyException(operation, Reason.CANCELLED, "the client is closed", e);
        }
    }

    private static KdpException unavailable(String operation, Throwable cause) {
        if (cause instanceof RefusedLocallyException held) {
            return new RefusedLocallyException(operation, held.reason(), "no token: " + held.getMessage(), held);
        }
        boolean refused = cause instanceof RefusedException refusal && refusal.httpStatus() < 500;
        boolean ours = !(cause instanceof KdpException);
        return refused || ours
                ? new RefusedLocallyException(operation, Reason.CREDENTIALS, "no token: " + cause.getMessage(), cause)
                : new UnreachableException(operation, "no token: " + cause.getMessage(), cause, false);
    }

    /** A token and the ends of its first two stages. */
    private record Held(Token token, Duration skew, Instant staleAt, Instant spentAt) {
        static Held of(Token token, Duration skew, double staleShare) {
            long millis = token.lifetime().toMillis();
            long safety = Math.min(SAFETY.toMillis(), millis / 10);
            return new Held(
                    token,
                    skew,
                    token.issuedAt().plusMillis((long) (millis * staleShare)),
                    token.expiresAt().minusMillis(safety));
        }

        boolean stale(Instant now) {
            return !now.isBefore(staleAt);
        }

        /** Also a token dated by a time that was found to be wrong is not used any more. */
        boolean spent(Instant now, Duration skewNow) {
            return !now.isBefore(spentAt) || !skew.equals(skewNow);
        }
    }
}
