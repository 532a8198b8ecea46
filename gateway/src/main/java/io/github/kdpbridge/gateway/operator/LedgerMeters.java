package io.github.kdpbridge.gateway.operator;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.kdpbridge.core.SteadyClock;
import io.github.kdpbridge.core.ledger.Backlog;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.ForwardingLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a ledger. Claims and settlements are counted as they pass. The contents are read every five seconds on
 * a thread of their own, because metrics must be available while a database does not answer.
 */
final class LedgerMeters implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final ImmutableList<String> OUTCOMES =
            ImmutableList.of("accepted", "refused", "absent", "contested", "open", "forgotten");

    private final MeterRegistry registry;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setNameFormat("kdp-ledger-meters")
                    .setDaemon(true)
                    .build());
    private volatile @Nullable Backlog backlog;
    /** The ledger's clock, which is independent of changes to the system's. */
    private volatile Clock clock = SteadyClock.system();

    LedgerMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Claim.Right right : Claim.Right.values()) {
            claims(right);
        }
        OUTCOMES.forEach(this::settlements);
        gauge("kdp.gateway.ledger.open", "Writes whose outcome is not known yet", Backlog::open);
        age("kdp.gateway.ledger.open.age", "Age of the eldest write that is open; 0 without any", Backlog::oldestOpen);
        age("kdp.gateway.ledger.age", "Age of the eldest write that is remembered; 0 without any", Backlog::oldest);
    }

    /** Returns the ledger with its claims and settlements counted. */
    Ledger counted(Ledger given) {
        clock = given.clock();
        var unused = thread.scheduleWithFixedDelay(() -> look(given), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return new Counted(given);
    }

    private final class Counted extends ForwardingLedger {
        private final Ledger ledger;

        Counted(Ledger ledger) {
            super(ledger);
            this.ledger = ledger;
        }

        /** Releases the claim if counting fails: its caller would never get it, and so never end it. */
        @Override
        public Claim claim(Entry entry) {
            long begun = System.nanoTime();
            Claim claim = super.claim(entry);
            boolean counted = false;
            try {
                claims(claim.right()).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
                counted = true;
                return claim;
            } finally {
                if (!counted && claim.isGranted()) {
                    super.settle(entry.id(), Outcome.open());
                }
            }
        }

        /** Notes the claim before it is counted, so that it is released if counting fails. */
        @Override
        public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
            return super.claimAsync(entry, counted(noted));
        }

        @Override
        public CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
            return ledger.claimNewAsync(entry, counted(noted));
        }

        private Consumer<Claim> counted(Consumer<? super Claim> noted) {
            long begun = System.nanoTime();
            return claim -> {
                noted.accept(claim);
                claims(claim.right()).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            };
        }

        @Override
        public boolean settle(String id, Outcome outcome) {
            boolean mine = super.settle(id, outcome);
            settlements(name(outcome)).increment();
            return mine;
        }

        @Override
        public CompletionStage<Boolean> settleAsync(String id, Outcome outcome) {
            return super.settleAsync(id, outcome).thenApply(mine -> {
                settlements(name(outcome)).increment();
                return mine;
            });
        }

        @Override
        public boolean forget(String id) {
            boolean mine = super.forget(id);
            settlements("forgotten").increment();
            return mine;
        }

        @Override
        public CompletionStage<Boolean> forgetAsync(String id) {
            return super.forgetAsync(id).thenApply(mine -> {
                settlements("forgotten").increment();
                return mine;
            });
        }
    }

    private static String name(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Timer claims(Claim.Right right) {
        return Timer.builder("kdp.gateway.ledger.claims")
                .description("Writes that were asked to be recorded, until they were durable")
                .tag("right", right.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter settlements(String outcome) {
        return Counter.builder("kdp.gateway.ledger.settlements")
                .description("Writes whose outcome was recorded")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void age(String name, String description, Function<Backlog, @Nullable Instant> since) {
        Gauge.builder(name, () -> number(known -> age(since.apply(known))))
                .description(description)
                .baseUnit("seconds")
                .register(registry);
    }

    private double age(@Nullable Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0;
    }

    private void gauge(String name, String description, Function<Backlog, Number> value) {
        Gauge.builder(name, () -> number(value)).description(description).register(registry);
    }

    private Number number(Function<Backlog, Number> value) {
        Backlog known = backlog;
        return known == null ? Double.NaN : value.apply(known);
    }

    /** An unreadable ledger shows as NaN. */
    private void look(Ledger given) {
        try {
            backlog = given.backlog().orElse(null);
        } catch (RuntimeException | Error e) { // the ledger reports its own trouble
            backlog = null;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
