package io.github.kdpbridge.gateway.operator;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether each reseller's service gives tokens, at the start and later. A gateway without one is ready all the
 * same, because its callers get 503 with Retry-After. Safe for use by many threads.
 */
public final class TokenWatch implements Health.Part {
    private static final Logger LOG = LoggerFactory.getLogger(TokenWatch.class);

    private static final int AT_ONCE = 16;

    private final GatewayMeters meters;
    private final ThreadPoolExecutor threads = threads();
    /** Whether the last request for a token succeeded. */
    private final Map<ResellerId, Boolean> came = new ConcurrentHashMap<>();

    /** The resellers with a gauge: a registry takes a gauge once, however often its client is replaced. */
    private final Set<ResellerId> shown = ConcurrentHashMap.newKeySet();

    /** The current clients: replaced ones go on for a while, with credentials that may be void. */
    private volatile @Nullable Object followed;

    private volatile boolean closed;

    public TokenWatch(GatewayMeters meters) {
        this.meters = meters;
    }

    /**
     * Returns a listener to the tokens of a reseller's client.
     *
     * @param clients the group that the client belongs to
     */
    public ClientListener listener(ResellerId reseller, Object clients) {
        if (shown.add(reseller)) {
            meters.tokenMissing(reseller, () -> came.getOrDefault(reseller, true) ? 0 : 1);
        }
        return new ClientListener() {
            @Override
            public void token(boolean obtained) {
                if (followed == clients) {
                    came.put(reseller, obtained);
                }
            }
        };
    }

    /** Follows these clients only from now on, and forgets all other resellers. */
    public void follow(Object clients, Iterable<ResellerId> resellers) {
        followed = clients;
        came.keySet().retainAll(ImmutableSet.copyOf(resellers));
    }

    /** Asks every client for a token, on a few threads, so that a silent service delays few others. */
    public void ask(Iterable<Gen2Client> clients) {
        try {
            clients.forEach(client -> threads.execute(() -> ask(client)));
        } catch (RejectedExecutionException e) {
            tellThatTheFirstRequestsAsk(e);
        } catch (OutOfMemoryError e) {
            ThreadShortage.requireMeantBy(e);
            tellThatTheFirstRequestsAsk(e);
        }
    }

    private static void tellThatTheFirstRequestsAsk(Throwable why) {
        LOG.warn("no tokens are asked for before the first requests come: {}", why.toString());
    }

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "kdp-gateway-token");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private void ask(Gen2Client client) {
        try {
            client.authenticate();
        } catch (KdpException e) {
            if (closed) {
                return;
            }
            LOG.warn(
                    "reseller {}: there is no access token, so its callers get 503: {}. kdp doctor says what to check",
                    client.reseller(),
                    e.getMessage());
        }
    }

    /** Stops warnings about tokens, because the clients are being closed. */
    public void close() {
        closed = true;
        threads.shutdownNow();
    }

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public String state() {
        String missing = came.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(entry -> entry.getKey().value())
                .sorted()
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? "ready" : "missing for " + missing;
    }
}
