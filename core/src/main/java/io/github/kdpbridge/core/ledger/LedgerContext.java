package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.WorkThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What the parts of one {@link LedgerProgram} share. A ledger holds the thread that asks it, so it is asked on threads of its own. */
record LedgerContext(
        DeploymentProgram program,
        Ledger ledger,
        LedgerProgram.Builder settings,
        WorkThreads threads,
        Scheduler scheduler) {

    ResellerId reseller() {
        return program.reseller();
    }

    /** Asks the ledger; the stage fails with what the question throws. */
    <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return threads.run(operation, question);
    }

    /**
     * Whether a status may still lag behind a moment. A moment that lies further in the future than that is of a clock that
     * was set back since, and would have the lag last as long as the clock was wrong.
     */
    boolean isLagging(Instant since) {
        return Duration.between(since, settings.clock.instant()).abs().compareTo(settings.statusLag) < 0;
    }
}
