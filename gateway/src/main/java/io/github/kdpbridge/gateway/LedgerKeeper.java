package io.github.kdpbridge.gateway;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.ledger.Settling;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles the writes of which nobody knows what became of them: those that an earlier process left before the gateway is
 * ready, and from then on those whose answer was lost.
 */
final class LedgerKeeper implements Health.Part, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);
    private static final Duration UNTIL_READY = Duration.ofMillis(500);
    private static final Duration USUAL = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Ledger counted;
    private final List<LedgerProgram> programs = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setNameFormat("kdp-ledger-keeper")
                    .setDaemon(true)
                    .build());
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private boolean begun;
    private String complaint = "";

    private final ContractWatch watch;

    /**
     * Creates a keeper.
     *
     * @param counted the same ledger for those who write, counted
     */
    LedgerKeeper(Ledger ledger, Ledger counted, ContractWatch watch) {
        this.ledger = ledger;
        this.counted = counted;
        this.watch = watch;
    }

    /** Returns a program that does each write of another one once, against a service of which this is known. */
    LedgerProgram keep(DeploymentProgram program, Gen2Profile profile) {
        LedgerProgram.Builder builder = LedgerProgram.builder(program, counted)
                .statusLag(profile.statusLag())
                .surprises(watch.of(program.reseller()))
                .repeatedUploads((upload, earlier) -> LOG.warn(
                        "reseller {}: devices of upload {} are there already: upload {} had the same content",
                        program.reseller(),
                        upload,
                        earlier));
        profile.deviceLimit().ifPresent(builder::deviceLimit);
        LedgerProgram kept = builder.build();
        programs.add(kept);
        return kept;
    }

    /** Settles for these programs from now on, and for no others. */
    void retain(Collection<LedgerProgram> kept) {
        programs.retainAll(kept);
    }

    /** Says that the ledger is new, so that nothing can be open from before. */
    void isNew() {
        settled.complete(null);
    }

    /** Begins to settle, and goes on until it is closed. */
    void start() {
        thread.execute(this::look);
    }

    private void look() {
        try {
            Set<ResellerId> resellers =
                    programs.stream().map(LedgerProgram::reseller).collect(ImmutableSet.toImmutableSet());
            List<Entry> abandoned = ledger.abandoned(resellers);
            if (!begun && !abandoned.isEmpty()) {
                LOG.warn("{} writes are open from before: the service is asked what became of them", abandoned.size());
            }
            begun = true;
            boolean complete = abandoned.size() < Ledger.MOST_ABANDONED;
            for (LedgerProgram program : programs) {
                complete &= settle(program, abandoned);
            }
            if (complete) {
                settled.complete(null);
            }
        } catch (LedgerException e) {
            complain(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("what became of the writes could not be asked for", e);
        } finally {
            if (!thread.isShutdown()) {
                var unused = thread.schedule(
                        this::look, (settled.isDone() ? USUAL : UNTIL_READY).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean settle(LedgerProgram program, List<Entry> abandoned) {
        Settling settling = program.settle(abandoned);
        if (settling.settled() > 0) {
            LOG.info(
                    "reseller {}: what became of {} writes was asked for and is known now",
                    program.reseller(),
                    settling.settled());
        }
        for (KdpException trouble : settling.troubles()) {
            complain("reseller " + program.reseller() + ": " + trouble.getMessage());
        }
        return settling.isComplete();
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            LOG.warn("what became of a write is not known yet: {}", DeviceId.maskedIn(why));
            complaint = why;
        }
    }

    /** Is completed when the service has answered for all that was open at the start. */
    CompletionStage<Void> settled() {
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
        return ledger instanceof SqlLedger sql ? sql.trouble().map(why -> "cannot be used") : Optional.empty();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
