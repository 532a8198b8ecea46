package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.WorkThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The shared state of one {@link LedgerProgram}. A ledger blocks its caller, so it has threads of its own. */
record LedgerContext(
        DeploymentProgram program,
        Ledger ledger,
        LedgerProgram.Builder settings,
        WorkThreads threads,
        Scheduler scheduler) {

    ResellerId reseller() {
        return program.reseller();
    }

    /** Asks the ledger; the stage fails with the exception of the question. */
    <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return threads.run(operation, question);
    }

    /**
     * Returns whether a status may still lag behind a time. A time further in the future is from before the clock was set
     * back, and would prolong the lag by the clock's error.
     */
    boolean isLagging(Instant since) {
        return Duration.between(since, settings.clock.instant()).abs().compareTo(settings.statusLag) < 0;
    }
}
