package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The shared state of one {@link LedgerProgram}. */
record LedgerContext(DeploymentProgram program, Ledger ledger, LedgerProgram.Builder settings, Scheduler scheduler) {
    private static final int MOST_THREADS = 16;

    /** Ask ledgers that have no threads of their own, and go on with requests that waited for another's claim. */
    static final WorkThreads THREADS = WorkThreads.atMost(MOST_THREADS, "kdp-ledger");

    ResellerId reseller() {
        return program.reseller();
    }

    /** Returns the old service; without a migration, there is one service only. */
    DeploymentProgram old() {
        return settings.old == null ? program : settings.old;
    }

    /** Returns the service of a side. */
    DeploymentProgram program(Generation side) {
        return side == Generation.GEN1 ? old() : program;
    }

    /**
     * Sends a claimed write, if no other process can have taken it over.
     *
     * @return what the service answers; fails with a {@link RefusedLocallyException} if one has, or may have
     */
    CompletionStage<Receipt> sendLeased(Entry entry, Supplier<? extends CompletionStage<Receipt>> send) {
        if (ledger.isLeased(entry.id())) {
            return Stages.begin(send);
        }
        String operation = entry.request().label();
        CompletionStage<Boolean> renewed = Stages.recover(
                ask(operation, () -> ledger.renew(entry.id())),
                LedgerException.class,
                e -> Stages.failed(e.notSent(operation)));
        return renewed.thenCompose(isOurs -> isOurs ? Stages.begin(send) : Stages.failed(takenOver(operation)));
    }

    private static RefusedLocallyException takenOver(String operation) {
        return new RefusedLocallyException(
                operation,
                Reason.LEDGER,
                "the ledger was out of reach for so long that another gateway has taken the write over",
                null);
    }

    /** Asks the ledger; the stage fails with the exception of the question. */
    <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return ledger.ask(operation, question);
    }

    /**
     * Returns whether a status may still lag behind a time. A time further in the future is from before the clock was set
     * back, and would prolong the lag by the clock's error.
     */
    boolean isLagging(Instant since) {
        return Duration.between(since, settings.clock.instant()).abs().compareTo(settings.statusLag) < 0;
    }
}
