package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.migration.shadow.PortalFacts;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns whether the generations share transaction names: a name that one refuses as used, and that only the other one knows,
 * is shared. Asks both for its status, and does not wait. Safe for use by many threads.
 */
final class SharedNames {
    private static final Logger LOG = LoggerFactory.getLogger(SharedNames.class);
    /** The names that are asked for at a time; more of them teach nothing else. */
    private static final int MOST_AT_ONCE = 4;

    private final Function<Generation, DeploymentReads> services;
    private final Consumer<PortalFacts> learnt;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Has learnt nothing.
     *
     * @param services both services, for comparisons
     * @param learnt is told of a fact, on any thread; must not block
     */
    SharedNames(Function<Generation, DeploymentReads> services, Consumer<PortalFacts> learnt) {
        this.services = services;
        this.learnt = learnt;
    }

    /** A side refused a name because it was used before. */
    void refused(Generation side, TransactionId name) {
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            return;
        }
        Generation other = side == Generation.GEN1 ? Generation.GEN2 : Generation.GEN1;
        var unused = knows(side, name)
                .thenCombine(knows(other, name), (here, there) -> !here && there)
                .whenComplete((isShared, failure) -> {
                    underWay.decrementAndGet();
                    if (failure != null) {
                        LOG.debug("whether {} is known is not told: {}", name, failure.toString());
                    } else if (isShared) {
                        learnt.accept(PortalFacts.none().name(true));
                    }
                });
    }

    private CompletionStage<Boolean> knows(Generation side, TransactionId name) {
        CompletionStage<Boolean> known = Stages.begin(() -> services.apply(side).read(StatusRequest.of(name)))
                .thenApply(status -> true);
        return Stages.recover(
                known,
                RefusedException.class,
                e -> e.condition() == Condition.TRANSACTION_NOT_FOUND ? Stages.of(() -> false) : Stages.failed(e));
    }
}
