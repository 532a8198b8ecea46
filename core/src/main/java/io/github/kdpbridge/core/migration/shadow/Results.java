package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the questions came to. Differences are stored at once, counts every few seconds. While the store is away, counts wait
 * in memory. Safe for use by many threads.
 */
final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    private static final Duration STORING = Duration.ofSeconds(10);
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final ShadowContext context;
    private final Judge judge;
    private final Counts counts;
    private final Consumer<? super Verdict> listener;
    private final AtomicBoolean isAway = new AtomicBoolean();
    private Learnt learnt = Learnt.nothing();
    private long stored;
    private Instant forgotten = Instant.MIN;

    /** @param listener is told of each verdict; must neither block nor throw */
    Results(ShadowContext context, Judge judge, Consumer<? super Verdict> listener) {
        this.context = context;
        this.judge = judge;
        this.listener = listener;
        this.counts = new Counts(context.clock());
        this.stored = context.ticker().read();
    }

    void drop(Unit unit, Operation<?, ?> operation) {
        add(unit, operation, new Verdict.Dropped());
    }

    /** Counts a question that was not put to the other side. Takes no lock. */
    void add(Unit unit, Operation<?, ?> operation, Verdict verdict) {
        count(unit, operation, verdict, false);
    }

    void add(Ended ended) {
        count(ended.unit(), ended.operation(), ended.verdict(), ended.isEqualList());
        learn(ended.learnt());
        if (ended.compared().incomparable() == null) {
            tried(() -> record(ended));
        }
    }

    private void count(Unit unit, Operation<?, ?> operation, Verdict verdict, boolean isEqualList) {
        counts.add(unit, operation, verdict, isEqualList);
        listener.accept(verdict);
    }

    synchronized void learn(Learnt more) {
        learnt = learnt.plus(more);
    }

    private void record(Ended ended) {
        Compared compared = judge.withoutNoise(ended.operation(), ended.compared());
        int lost = context.store()
                .record(
                        ended.unit(),
                        ended.operation(),
                        compared,
                        context.clock().instant());
        if (lost > 0) {
            LOG.warn(
                    "reseller {}: {} differences of {} found no room: {} are stored already",
                    context.reseller(),
                    lost,
                    ended.unit(),
                    Findings.LIMIT);
        }
    }

    synchronized void storeIfDue() {
        if (context.ticker().read() - stored >= STORING.toNanos()) {
            store();
        }
    }

    synchronized void store() {
        stored = context.ticker().read();
        List<Parity> taken = counts.take();
        if (!taken.isEmpty() && !tried(() -> context.store().add(taken))) {
            counts.giveBack(taken);
        }
        if (!learnt.equals(Learnt.nothing()) && tried(() -> context.store().learn(context.reseller(), learnt))) {
            learnt = Learnt.nothing();
        }
        Instant now = context.clock().instant();
        if (forgotten.isBefore(now.minus(FORGETTING))
                && tried(() -> context.store().forget(now.minus(ParityStore.RETENTION)))) {
            forgotten = now;
        }
    }

    /** Tells of the first failure of several. */
    private boolean tried(Runnable work) {
        try {
            work.run();
            isAway.set(false);
            return true;
        } catch (RuntimeException e) {
            if (!isAway.getAndSet(true)) {
                LOG.warn("reseller {}: results of comparisons are not stored: {}", context.reseller(), e.getMessage());
            }
            return false;
        }
    }
}
