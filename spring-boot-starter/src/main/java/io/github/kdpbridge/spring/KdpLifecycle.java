package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Settles writes whose outcome is unknown while the application runs. When it stops, refuses new writes and lets those under
 * way end, for as long as {@code spring.lifecycle.timeout-per-shutdown-phase} says.
 */
final class KdpLifecycle implements SmartLifecycle {
    /** The web server, schedulers and listeners of queues stop before: their work may write. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger LOG = LoggerFactory.getLogger(KdpLifecycle.class);

    private final ResellerBeans resellers;
    private final Duration interval;
    private @Nullable ScheduledExecutorService settling;

    /**
     * Creates a lifecycle that has not begun.
     *
     * @param pause between two looks at writes whose outcome is unknown; 30 s if null
     */
    KdpLifecycle(ResellerBeans resellers, @Nullable Duration pause) {
        Duration interval = pause == null ? Duration.ofSeconds(30) : pause;
        if (interval.toMillis() < 1) {
            throw new KdpConfigurationException(
                    "kdp.ledger.settle-interval",
                    "must be 1 ms or more, not " + interval,
                    "Leave it out for 30 seconds.");
        }
        this.resellers = resellers;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        resellers.clients().forEach(client -> client.async().resume());
        resellers.gate().open();
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "kdp-settling");
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(
                () -> resellers.programs().forEach(KdpLifecycle::settle),
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
        settling = thread;
    }

    static void settle(LedgerProgram program) {
        try {
            program.settleAbandoned().troubles().forEach(trouble -> tell(program, trouble));
        } catch (LedgerException | KdpException e) { // the next look may go better
            tell(program, e);
        } catch (RuntimeException e) { // one that is thrown on ends all looks
            LOG.warn("reseller {}: writes whose outcome is unknown cannot be settled", program.reseller(), e);
        }
    }

    private static void tell(LedgerProgram program, RuntimeException trouble) {
        LOG.debug("reseller {}: the outcome of a write is still unknown: {}", program.reseller(), trouble.getMessage());
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** The programs come first: a write of theirs may take several of a client. */
    @Override
    public void stop(Runnable ended) {
        synchronized (this) {
            if (settling != null) {
                settling.shutdownNow();
                settling = null;
            }
        }
        var unused = resellers
                .gate()
                .close()
                .thenCompose(done -> CompletableFuture.allOf(resellers.clients().stream()
                        .map(Gen2Client::async)
                        .map(client -> client.drain())
                        .toArray(CompletableFuture<?>[]::new)))
                .whenComplete((done, failure) -> ended.run());
    }

    @Override
    public synchronized boolean isRunning() {
        return settling != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
