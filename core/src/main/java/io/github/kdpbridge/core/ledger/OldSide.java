package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import java.util.concurrent.CompletionStage;

/**
 * Writes that belong to the old side. Each attempt of a caller goes to the old service as it came, and the caller gets that
 * service's answer: a repeat is the old service's business. The ledger records the outcome, which keeps the transaction id
 * on its side, and a customer from moving while the outcome is unknown.
 */
final class OldSide {
    private final LedgerContext context;
    private final Claims claims;
    private final RemovalSender removals;

    OldSide(LedgerContext context, Claims claims, RemovalSender removals) {
        this.context = context;
        this.claims = claims;
        this.removals = removals;
    }

    /** Sends an attempt, and ends its claim if it has one: a write with a known outcome is sent without. */
    CompletionStage<Receipt> send(Attempt attempt) {
        WriteRequest write = attempt.entry().request();
        if (!attempt.isClaimed()) {
            return Stages.begin(() -> attempt.old().send(write));
        }
        return sendClaimed(attempt)
                .handle((receipt, failure) -> receipt != null
                        ? end(attempt, new Outcome.Accepted(receipt)).thenApply(ours -> receipt)
                        : failed(attempt, Stages.cause(failure)))
                .thenCompose(ended -> ended);
    }

    private CompletionStage<Receipt> sendClaimed(Attempt attempt) {
        WriteRequest write = attempt.entry().request();
        return write instanceof RemovalRequest removal
                ? removals.toOldSide(removal, attempt, () -> passOn(attempt))
                : passOn(attempt);
    }

    private CompletionStage<Receipt> passOn(Attempt attempt) {
        Entry entry = attempt.entry();
        return context.sendLeased(entry, () -> attempt.old().send(entry.request()));
    }

    private CompletionStage<Receipt> failed(Attempt attempt, Throwable failure) {
        CompletionStage<?> ended = failure instanceof KdpException e ? end(attempt, e) : end(attempt, Outcome.open());
        return ended.thenCompose(unused -> Stages.failed(failure));
    }

    private CompletionStage<?> end(Attempt attempt, KdpException e) {
        Entry entry = attempt.entry();
        boolean isUsed = e instanceof RefusedException refusal
                && refusal.isFinal()
                && refusal.condition() == Condition.TRANSACTION_ID_DUPLICATE;
        if (e.mayHaveTakenEffect() || attempt.isAgain()) {
            return end(attempt, Outcome.open());
        }
        return isUsed
                ? Stages.recover(
                        pin(entry).thenCompose(unused -> forget(attempt)),
                        RuntimeException.class,
                        notPinned -> end(attempt, Outcome.open()))
                : forget(attempt);
    }

    private CompletionStage<Boolean> forget(Attempt attempt) {
        return claims.end(
                attempt, () -> context.ledger().forgetAsync(attempt.entry().id()));
    }

    /** The other service might accept an id that this one refuses as used. */
    private CompletionStage<Boolean> pin(Entry entry) {
        return context.ask(entry.request().label(), () -> {
            context.ledger().pin(entry.reseller(), entry.request().transaction(), Generation.GEN1);
            return true;
        });
    }

    private CompletionStage<Boolean> end(Attempt attempt, Outcome outcome) {
        return claims.end(
                attempt, () -> context.ledger().settleAsync(attempt.entry().id(), outcome));
    }
}
