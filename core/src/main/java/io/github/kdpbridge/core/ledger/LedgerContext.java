package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.WorkThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What the parts of one {@link LedgerProgram} share. */
record LedgerContext(DeploymentProgram program, Ledger ledger, LedgerProgram.Builder settings, Scheduler scheduler) {
    private static final int MOST_THREADS = 16;

    /** Ask ledgers that have no threads of their own, and go on with requests that waited for another's claim. */
    static final WorkThreads THREADS = WorkThreads.atMost(MOST_THREADS, "kdp-ledger");

    ResellerId reseller() {
        return program.reseller();
    }

    /** Asks the ledger; the stage fails with what the question throws. */
    <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return ledger.ask(operation, question);
    }

    /**
     * Returns whether a status may still lag behind a moment. A moment that lies further in the future than that was taken
     * from a clock that has been set back since, and would have the lag last as long as the clock was wrong.
     */
    boolean isLagging(Instant since) {
        return Duration.between(since, settings.clock.instant()).abs().compareTo(settings.statusLag) < 0;
    }
}
