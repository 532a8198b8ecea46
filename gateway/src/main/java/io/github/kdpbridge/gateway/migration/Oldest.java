package io.github.kdpbridge.gateway.migration;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.ledger.SqlEvidence;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells for how long the oldest transaction of a unit is in progress on generation 2. The service is asked before that is
 * said: a transaction that no caller asked for may be complete for long.
 */
final class Oldest {
    private static final Duration ASKED_FROM = Duration.ofMinutes(10);
    private static final Duration BELIEVED = Duration.ofMinutes(5);

    private final SqlEvidence ledger;
    private final Supplier<Optional<? extends DeploymentProgram>> program;
    private final Clock clock;
    private final Cache<String, Boolean> inProgress =
            CacheBuilder.newBuilder().expireAfterWrite(BELIEVED).build();

    /**
     * Creates the view of an account.
     *
     * @param program asks the service, over the ledger; empty if the account is not served now
     * @param clock the clock of the ledger
     */
    Oldest(SqlEvidence ledger, Supplier<Optional<? extends DeploymentProgram>> program, Clock clock) {
        this.ledger = ledger;
        this.program = program;
        this.clock = clock;
    }

    /** Returns the time since it was sent; zero if none is known to be in progress. Asks for it, and does not wait. */
    Duration inProgress(Unit unit) {
        Optional<Unsettled> oldest = ledger.oldest(unit, Generation.GEN2);
        Duration age = oldest.map(write -> Duration.between(write.since(), clock.instant()))
                .orElse(Duration.ZERO);
        if (oldest.isEmpty() || age.compareTo(ASKED_FROM) < 0) {
            return Duration.ZERO;
        }
        String transaction = oldest.get().transaction();
        if (inProgress.getIfPresent(transaction) != null) {
            return age;
        }
        program.get().ifPresent(service -> {
            var unused = service.send(StatusRequest.of(TransactionId.of(transaction)))
                    .thenAccept(status -> {
                        if (!status.complete()) {
                            inProgress.put(transaction, true);
                        }
                    });
        });
        return Duration.ZERO;
    }
}
