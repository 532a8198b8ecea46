package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ReadListener;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Questions during a migration. A status is asked where its transaction was sent, a list where the customer is served. The
 * other side is asked for a status only if its transaction is unknown, and is then never a reason to fail for a list.
 */
final class SideReads {
    private final LedgerContext context;
    private final Function<StatusRequest, CompletionStage<TransactionStatus>> ofGeneration2;
    private final DeploymentProgram old;

    /**
     * Creates the questions.
     *
     * @param ofGeneration2 completes a status of generation 2
     * @param old the old service for this caller
     */
    SideReads(
            LedgerContext context,
            Function<StatusRequest, CompletionStage<TransactionStatus>> ofGeneration2,
            DeploymentProgram old) {
        this.context = context;
        this.ofGeneration2 = ofGeneration2;
        this.old = old;
    }

    /**
     * Returns the answer to a list, of the side that serves it.
     *
     * @param ofGeneration2 asks generation 2
     */
    <Q extends ReadRequest<A>, A> CompletionStage<A> list(Q list, Function<Q, CompletionStage<A>> ofGeneration2) {
        Generation side = sideOf(list);
        return told(list, side, side == Generation.GEN1 ? old.send(list) : ofGeneration2.apply(list));
    }

    private <A> CompletionStage<A> told(ReadRequest<A> question, Generation side, CompletionStage<A> answer) {
        return told(question, answer, failure -> side);
    }

    /** The listener follows the answer on a branch of its own: the caller neither waits for it nor gets what it throws. */
    private <A> CompletionStage<A> told(
            ReadRequest<A> question, CompletionStage<A> answer, Function<@Nullable KdpException, Generation> side) {
        ReadListener listener = context.settings().listener;
        if (listener != null) {
            var unused = answer.whenComplete((value, failure) -> {
                if (failure == null) {
                    listener.answered(question, side.apply(null), value, null);
                } else if (Stages.cause(failure) instanceof KdpException e) {
                    listener.answered(question, side.apply(e), null, e);
                }
            });
        }
        return answer;
    }

    private Generation sideOf(Request<?> question) {
        return context.settings().asked.of(question);
    }

    CompletionStage<TransactionStatus> status(StatusRequest request) {
        if (context.settings().old == null) {
            return ofGeneration2.apply(request);
        }
        TransactionId transaction = request.transaction();
        return context.ask(request.label(), () -> context.ledger().sideOf(context.reseller(), transaction))
                .thenCompose(pin ->
                        pin.isPresent() ? told(request, pin.get(), ask(pin.get(), request)) : ofUnknown(request));
    }

    private CompletionStage<TransactionStatus> ask(Generation side, StatusRequest request) {
        return side == Generation.GEN2
                ? ofGeneration2.apply(request)
                : old.send(request).thenApply(status -> noted(request, status));
    }

    /** A complete transaction no longer keeps its customer from moving. Its caller does not wait for the note. */
    private TransactionStatus noted(StatusRequest request, TransactionStatus status) {
        if (status.complete()) {
            var unused = context.ask(request.label(), () -> {
                context.ledger().writes(context.reseller(), request.transaction()).stream()
                        .filter(entry -> entry.isAccepted() && entry.generation() == Generation.GEN1)
                        .forEach(entry -> context.ledger().keep(entry.id(), status));
                return true;
            });
        }
        return status;
    }

    /** Not found is said only if both sides said so. */
    private CompletionStage<TransactionStatus> ofUnknown(StatusRequest request) {
        Generation first = sideOf(request);
        Generation second = first == Generation.GEN1 ? Generation.GEN2 : Generation.GEN1;
        CompletableFuture<TransactionStatus> ofFirst = ask(first, request).toCompletableFuture();
        CompletionStage<TransactionStatus> known = Stages.recover(
                ofFirst,
                notFound -> isNotFound(notFound)
                        ? Stages.recover(
                                ask(second, request).thenCompose(status -> remember(second, request, status)),
                                e -> Stages.failed(isNotFound(e) ? notFound : e))
                        : Stages.failed(notFound));
        return told(request, known, failure -> failure == null && ofFirst.isCompletedExceptionally() ? second : first);
    }

    static boolean isNotFound(KdpException e) {
        return e instanceof RefusedException refusal && refusal.condition() == Condition.TRANSACTION_NOT_FOUND;
    }

    /** The status is known all the same if the side cannot be recorded. */
    private CompletionStage<TransactionStatus> remember(
            Generation side, StatusRequest request, TransactionStatus status) {
        CompletionStage<TransactionStatus> remembered = context.ask(request.label(), () -> {
            context.ledger().pin(context.reseller(), request.transaction(), side);
            return status;
        });
        return Stages.recover(remembered, RuntimeException.class, e -> Stages.of(() -> status));
    }
}
