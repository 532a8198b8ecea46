package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.LostAnswers;
import io.github.kdpbridge.core.LostAnswers.Sight;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends a claimed write in one piece, unless an earlier attempt of it is shown to be taken (contract, section 8.1). */
final class LedgerSender {
    private final LedgerContext context;
    private final Namesakes namesakes;

    LedgerSender(LedgerContext context) {
        this.context = context;
        this.namesakes = new Namesakes(context.ledger());
    }

    static Receipt receipt(WriteRequest write) {
        return new Receipt(write.transaction(), TransactionState.PROGRESS);
    }

    CompletionStage<Receipt> send(Attempt attempt, WriteRequest write) {
        if (!attempt.mayHaveArrived()) {
            return sendNow(attempt, write);
        }
        return isTaken(attempt.entry(), write)
                .thenCompose(
                        taken -> taken ? CompletableFuture.completedFuture(receipt(write)) : sendNow(attempt, write));
    }

    private CompletionStage<Receipt> sendNow(Attempt attempt, WriteRequest write) {
        CompletionStage<Receipt> sent =
                context.sendLeased(attempt.entry(), () -> context.program().send(once(write)));
        return Stages.recover(sent, e -> {
            if (!(e instanceof RefusedException refusal) || !refusal.isFinal()) {
                return Stages.failed(e);
            }
            if (attempt.mayHaveArrived()) {
                return afterEarlierAttempt(attempt.entry(), write, refusal);
            }
            return refusal.condition() == Condition.TRANSACTION_ID_DUPLICATE
                    ? takenByUnknown(attempt, write, refusal)
                    : Stages.failed(e);
        });
    }

    /** A device that is twice in one list is sent once, because the answer for the second is not known. */
    private static WriteRequest once(WriteRequest write) {
        return write instanceof DeviceWrite named
                ? named.with(write.transaction(), named.devices().distinct())
                : write;
    }

    private CompletionStage<Receipt> afterEarlierAttempt(Entry entry, WriteRequest write, RefusedException refusal) {
        return context.ask(write.label(), () -> namesakes.hasOther(entry, Entry::isAccepted))
                .thenCompose(other -> other
                        ? Stages.failed(refusal)
                        : LostAnswers.afterEarlierAttempt(write, refusal, context.program()::send))
                .thenCompose(receipt -> context.ask(write.label(), () -> {
                    namesakes.requireNoneInDoubt(entry, write);
                    return receipt;
                }));
    }

    /** The id was taken at the first send: by another writer, or by a send that this ledger does not know. */
    private CompletionStage<Receipt> takenByUnknown(Attempt attempt, WriteRequest write, RefusedException refusal) {
        Entry entry = attempt.entry();
        return context.ask(write.label(), () -> namesakes.hasOther(entry, LedgerSender::mayHaveTakenTheId))
                .thenCompose(other -> {
                    if (other) {
                        attempt.isNotContested();
                        return Stages.failed(refusal);
                    }
                    attempt.isContested(context.settings().clock.instant());
                    return sight(write, refusal)
                            .thenCompose(sight ->
                                    context.ask(write.label(), () -> ofUnknownSend(attempt, write, refusal, sight)));
                });
    }

    /** Not a write whose id was taken when it was sent, or that the service refused. */
    private static boolean mayHaveTakenTheId(Entry other) {
        return other.isAccepted() || other.isInDoubt() || other.outcome() instanceof Outcome.Absent;
    }

    private Receipt ofUnknownSend(Attempt attempt, WriteRequest write, RefusedException refusal, Sight sight) {
        if (sight == Sight.FITTING && !namesakes.hasOther(attempt.entry(), other -> true)) {
            attempt.wasSentElsewhere();
            return receipt(write);
        }
        if (sight == Sight.ANOTHERS || !context.isLagging(attempt.contestedSince())) {
            if (sight == Sight.NOT_SHOWN) {
                context.settings()
                        .surprises
                        .seen(Assumption.TRANSACTION_ID_SCOPE, "40000014 for an id that the status does not show");
            }
            throw refusal;
        }
        throw new UnreachableException(
                write.label(),
                "its id is taken by a transaction that the service does not show yet: " + refusal.getMessage(),
                refusal,
                true);
    }

    /** While the service does not say, nothing is proved: the refusal may be about a send of this very write. */
    private CompletionStage<Sight> sight(WriteRequest write, RefusedException refusal) {
        return Stages.recover(LostAnswers.look(write, context.program()::send), e -> {
            refusal.addSuppressed(e);
            return Stages.failed(new UnreachableException(
                    write.label(),
                    "its id is taken by a transaction that could not be looked up: " + e.getMessage(),
                    refusal,
                    true));
        });
    }

    /**
     * Asks whether an earlier attempt was taken.
     *
     * @return fails with an {@link UnreachableException} if the service does not say
     */
    CompletionStage<Boolean> isTaken(Entry entry, WriteRequest write) {
        DeploymentProgram service = context.program(entry.generation());
        CompletionStage<Sight> seen =
                Stages.recover(LostAnswers.look(write, service::send), e -> Stages.failed(notFoundOut(write, e)));
        return seen.thenCompose(sight -> sight != Sight.FITTING
                ? CompletableFuture.completedFuture(false)
                : context.ask(write.label(), () -> {
                    if (namesakes.hasOther(entry, Entry::isAccepted)) {
                        return false;
                    }
                    namesakes.requireNoneInDoubt(entry, write);
                    return true;
                }));
    }

    private static UnreachableException notFoundOut(WriteRequest write, KdpException e) {
        return new UnreachableException(
                write.label(), "whether an earlier attempt arrived could not be found out: " + e.getMessage(), e, true);
    }
}
