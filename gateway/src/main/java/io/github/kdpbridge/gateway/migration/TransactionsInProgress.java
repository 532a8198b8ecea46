package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Suppliers;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.ledger.SqlEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The oldest transactions of an account's units that may be in progress, on either generation. The service is asked before
 * one counts: a transaction that no caller asked for may be complete for long.
 */
final class TransactionsInProgress {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionsInProgress.class);
    private static final int MOST_AT_ONCE = 8;
    private static final Duration ASKED_FROM = Duration.ofMinutes(10);
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration READ_AGAIN = Duration.ofHours(1);
    private static final int LEAST = 20;
    private static final Duration BELIEVED = Duration.ofMinutes(5);

    private final ResellerId reseller;
    private final SqlEvidence ledger;
    private final Supplier<Optional<? extends DeploymentProgram>> program;
    private final Clock clock;
    private final Supplier<Optional<Duration>> usual;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean hasComplained = new AtomicBoolean();
    private final Cache<String, Boolean> inProgress =
            CacheBuilder.newBuilder().expireAfterWrite(BELIEVED).build();

    /**
     * Creates the view of an account.
     *
     * @param program asks the service, over the ledger; empty if the account is not served now
     * @param clock the clock of the ledger
     */
    TransactionsInProgress(
            ResellerId reseller,
            SqlEvidence ledger,
            Supplier<Optional<? extends DeploymentProgram>> program,
            Clock clock) {
        this.reseller = reseller;
        this.ledger = ledger;
        this.program = program;
        this.clock = clock;
        this.usual = Suppliers.memoizeWithExpiration(
                () -> ledger.usual(reseller, Generation.GEN1, clock.instant().minus(USUAL), LEAST), READ_AGAIN);
    }

    /**
     * Returns for how long the oldest transaction of each unit is in progress on generation 2; units of which none is known
     * to be are left out. Asks for those that are not known, and does not wait.
     */
    Map<Unit, Duration> agesOnGeneration2() {
        Instant now = clock.instant();
        Map<Unit, Duration> ages = new HashMap<>();
        for (SqlEvidence.Oldest oldest : ledger.oldest(reseller, Generation.GEN2, now.minus(ASKED_FROM))) {
            Unsettled write = oldest.write();
            if (inProgress.getIfPresent(write.transaction()) != null) {
                ages.put(oldest.unit(), Duration.between(write.since(), now));
            } else {
                ask(write.transaction());
            }
        }
        return ages;
    }

    /**
     * Asks for the oldest transaction on generation 1 of each unit whose answers are compared, and does not wait. Until it
     * is known to be complete, no answers can be compared, and perhaps no caller asks for it.
     *
     * @param isAccountCompared whether the lists of the whole account are compared, which show the transactions of all units
     */
    void askGeneration1(boolean isAccountCompared) {
        for (SqlEvidence.Oldest oldest :
                ledger.oldest(reseller, Generation.GEN1, clock.instant().minus(ASKED_FROM))) {
            String transaction = oldest.write().transaction();
            boolean isCompared = isAccountCompared || oldest.phase().shadow().isPresent();
            if (isCompared && inProgress.getIfPresent(transaction) == null) {
                ask(transaction);
            }
        }
    }

    /**
     * Returns how long 99% of the account's transactions took at most on generation 1 in the last 30 days; empty if fewer
     * than 20 are known. Reads them once an hour.
     */
    Optional<Duration> usual() {
        return usual.get();
    }

    private void ask(String transaction) {
        program.get().ifPresent(service -> {
            if (underWay.size() >= MOST_AT_ONCE || !underWay.add(transaction)) {
                return;
            }
            var unused = service.send(StatusRequest.of(TransactionId.of(transaction)))
                    .whenComplete((status, failure) -> {
                        underWay.remove(transaction);
                        if (failure != null) {
                            complain(Stages.cause(failure));
                            return;
                        }
                        hasComplained.set(false);
                        if (!status.complete()) {
                            inProgress.put(transaction, true);
                        }
                    });
        });
    }

    /** Tells of the first failure of several. */
    private void complain(Throwable failure) {
        if (!hasComplained.getAndSet(true)) {
            LOG.warn(
                    "reseller {}: whether transactions are in progress is not known: {}",
                    reseller,
                    DeviceId.maskedIn(String.valueOf(failure.getMessage())));
        }
    }
}
