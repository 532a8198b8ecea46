package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.LostAnswers;
import io.github.kdpbridge.core.LostAnswers.Sight;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a write of a customer that has moved, if the old service knows a transaction of its id: the id was used there
 * before the ledger was, and generation 2 might accept it again.
 */
record UsedIds(LedgerContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(UsedIds.class);

    private static final ErrorCatalogue ERRORS = ErrorCatalogue.standard();
    private static final Condition USED = Condition.TRANSACTION_ID_DUPLICATE;

    /**
     * Asks the old service about a write that is claimed for the first time, for any vendor. If the old service does not say,
     * the write goes on: trouble of the side that the customer has left must not become its own.
     *
     * @return fails with a {@link RefusedException} if the id is used
     */
    CompletionStage<Boolean> requireUnused(Entry entry) {
        WriteRequest write = entry.request();
        if (context.settings().old == null
                || entry.origin() != null
                || !context.settings().asked.asksForUsedIds(write)) {
            return CompletableFuture.completedFuture(true);
        }
        return Stages.recover(look(write), KdpException.class, e -> unknown(write, e))
                .thenCompose(sight -> sight == Sight.NOT_SHOWN
                        ? CompletableFuture.completedFuture(true)
                        : Stages.failed(used(write)));
    }

    private CompletionStage<Sight> look(WriteRequest write) {
        StatusRequest ofAnyVendor = StatusRequest.of(write.transaction());
        return LostAnswers.look(write, unused -> context.old().send(ofAnyVendor));
    }

    private static CompletionStage<Sight> unknown(WriteRequest write, KdpException e) {
        LOG.warn(
                "{} goes on, although the old service does not say whether its id is used: {}",
                write.label(),
                e.getMessage());
        return CompletableFuture.completedFuture(Sight.NOT_SHOWN);
    }

    private static RefusedException used(WriteRequest write) {
        ServiceError error =
                new ServiceError(USED, ERRORS.code(Generation.GEN2, USED), ERRORS.name(Generation.GEN2, USED), null);
        return new RefusedException(write.label(), error, ERRORS.httpStatus(Generation.GEN2, USED), null, false);
    }
}
