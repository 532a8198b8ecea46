package io.github.kdpbridge.gateway.reseller;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ReadListener;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gateway.ledger.Recurring;
import io.github.kdpbridge.gateway.migration.Moves;
import io.github.kdpbridge.gateway.operator.ContractWatch;
import io.github.kdpbridge.gateway.operator.Health;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles writes with an unknown outcome: those of an earlier process before the gateway is ready, and later those
 * whose answer was lost. Each reseller is independent, so a silent service delays no other.
 */
public final class LedgerKeeper implements Health.Part, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);
    private static final Duration TICK = Duration.ofMillis(500);
    /** Four times the heap of 100,000 serial numbers. */
    private static final long HEAP_OF_A_WRITE = 48 << 20;
    /** How long settlements have to release their claims. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Clock clock;
    private final Ledger counted;
    private final ContractWatch watch;
    private final Moves moves;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final ExecutorService threads;
    private volatile List<OpenWrites> resellers = List.of();
    private @Nullable Recurring looking;
    private @Nullable Instant unusableSince;

    /**
     * Creates a keeper for accounts that do not migrate.
     *
     * @param counted the same ledger, with meters, for writing
     */
    public LedgerKeeper(Ledger ledger, Ledger counted, ContractWatch watch) {
        this(ledger, counted, watch, Moves.none());
    }

    /**
     * Creates a keeper.
     *
     * @param counted the same ledger, with meters, for writing
     * @param moves the accounts that migrate; stays the caller's to close
     */
    public LedgerKeeper(Ledger ledger, Ledger counted, ContractWatch watch, Moves moves) {
        this(ledger, counted, watch, moves, Runtime.getRuntime().maxMemory());
    }

    LedgerKeeper(Ledger ledger, Ledger counted, ContractWatch watch, Moves moves, long heap) {
        this.ledger = ledger;
        this.clock = ledger.clock();
        this.counted = counted;
        this.watch = watch;
        this.moves = moves;
        this.threads = threads(heap);
    }

    /**
     * A thread holds one write, with all of its devices, while its service answers, so the heap limits their number. One that
     * has nothing to do ends: the pool would start another one beside it.
     */
    private static ExecutorService threads(long heap) {
        int most = (int) Math.max(4, heap / HEAP_OF_A_WRITE);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new ThreadFactoryBuilder()
                        .setNameFormat("kdp-ledger-keeper-%d")
                        .setDaemon(true)
                        .build());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Returns a program that sends each write of another one once, to a service with this profile. */
    LedgerProgram keep(DeploymentProgram program, Gen2Profile profile) {
        return builder(program, profile).build();
    }

    /**
     * Does the same for an account that migrates.
     *
     * @param old the old service
     * @param listener hears of answered questions
     */
    LedgerProgram keep(DeploymentProgram program, Gen2Profile profile, DeploymentProgram old, ReadListener listener) {
        return builder(program, profile)
                .oldService(old, moves.sides(program.reseller()))
                .listener(listener)
                .build();
    }

    private LedgerProgram.Builder builder(DeploymentProgram program, Gen2Profile profile) {
        LedgerProgram.Builder builder = LedgerProgram.builder(program, counted)
                .statusLag(profile.statusLag())
                .clock(clock)
                .surprises(watch.of(program.reseller()))
                .repeatedUploads((upload, earlier) -> LOG.warn(
                        "reseller {}: devices of upload {} are there already: upload {} had the same content",
                        program.reseller(),
                        upload,
                        earlier));
        profile.deviceLimit().ifPresent(builder::deviceLimit);
        return builder;
    }

    /** Returns the accounts that migrate. */
    public Moves moves() {
        return moves;
    }

    /** Settles for these programs only from now on. */
    void settleFor(List<LedgerProgram> kept) {
        moves.askBy(kept);
        resellers = kept.stream()
                .map(program -> new OpenWrites(program, this::noteSettled))
                .toList();
    }

    /** Records that the ledger is new and has no open writes. */
    public void isNew() {
        settled.complete(null);
    }

    /** Starts settling, until closed. */
    public void start() {
        looking = Recurring.start("kdp-ledger-keeper", Duration.ZERO, TICK, this::look);
    }

    private void look() {
        noteTrouble();
        for (OpenWrites open : resellers) {
            open.settleIfDue(threads);
        }
        noteSettled();
    }

    private void noteSettled() {
        if (!settled.isDone() && resellers.stream().allMatch(OpenWrites::areSettledOnce)) {
            settled.complete(null);
        }
    }

    /** Completed when the service has answered for all writes that were open at the start. */
    public CompletionStage<Void> settled() {
        return settled.minimalCompletionStage();
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Optional<String> trouble() {
        if (!settled.isDone()) {
            return Optional.of("asking the service for what was open");
        }
        Instant since = noteTrouble();
        return Optional.ofNullable(since).map(time -> "cannot be used since " + time);
    }

    /** Returns since when the ledger cannot be used, as far as was looked; null if it can be. */
    private synchronized @Nullable Instant noteTrouble() {
        if (ledger.trouble().isEmpty()) {
            unusableSince = null;
        } else if (unusableSince == null) {
            unusableSince = clock.instant();
        }
        return unusableSince;
    }

    /** Interrupts settling, and waits a few seconds: a settlement uses the ledger until its claim ends. */
    @Override
    public void close() {
        if (looking != null) {
            looking.close();
        }
        threads.shutdownNow();
        if (!Uninterruptibles.awaitTerminationUninterruptibly(threads, CLOSING.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.info("some writes are still being settled, and will be again after the next start");
        }
    }
}
