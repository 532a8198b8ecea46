package io.github.kdpbridge.core.ledger;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Settling.Step;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settles open writes that no gateway holds, left by a lost answer or a crash: asks the service for their outcome. */
final class Settler {
    private final LedgerContext context;
    private final LedgerSender sender;
    private final Function<Attempt, CompletionStage<Receipt>> completion;
    private final Namesakes namesakes;
    private final Holdings holdings;

    /**
     * Creates a settler.
     *
     * @param completion completes a write in steps, one of which was done
     */
    Settler(
            LedgerContext context,
            Holdings holdings,
            LedgerSender sender,
            Function<Attempt, CompletionStage<Receipt>> completion) {
        this.context = context;
        this.holdings = holdings;
        this.sender = sender;
        this.completion = completion;
        this.namesakes = new Namesakes(context.ledger());
    }

    /** Whether the service answered, and refuses for good to tell the outcome. */
    static boolean isRefusedForGood(KdpException e) {
        return Throwables.getCausalChain(e).stream()
                .anyMatch(cause -> cause instanceof RefusedException refusal && refusal.isFinal());
    }

    /**
     * Settles the writes with which a write would share its id and not its content: two such are never in doubt at the
     * same time, because a status that names failed devices only could not tell which of them the service took. Ends the
     * sides of writes with this id that never arrived and no longer can.
     *
     * @return fails with a {@link RefusedLocallyException} if one of them cannot be settled
     */
    CompletionStage<?> settleBefore(Entry entry) {
        String other = "another request with this transaction id and other content";
        return context.ask(entry.request().label(), () -> namesakes.before(entry))
                .thenCompose(writes -> Stages.inTurn(
                        writes,
                        write -> write.isInDoubt()
                                ? requireSettled(entry, write, other).thenApply(settled -> true)
                                : lapse(write)));
    }

    /**
     * Settles the writes that decide which devices a removal deletes.
     *
     * @return fails with a {@link RefusedLocallyException} if one of them cannot be settled
     */
    CompletionStage<?> settleBehind(Entry entry, RemovalRequest removal) {
        return context.ask(entry.request().label(), () -> holdings.toSettleBefore(entry, removal))
                .thenCompose(others -> Stages.inTurn(
                        others,
                        other -> requireSettled(
                                entry, other, other.request().label() + ", which decides what it deletes,")));
    }

    private CompletionStage<Step> requireSettled(Entry entry, Entry other, String description) {
        return Stages.recover(settle(other), trouble -> Stages.failed(underWay(entry, description, trouble)))
                .thenCompose(step -> step == Step.SETTLED
                        ? CompletableFuture.completedFuture(step)
                        : Stages.failed(underWay(entry, description, null)));
    }

    private static RefusedLocallyException underWay(Entry entry, String other, @Nullable KdpException trouble) {
        return new RefusedLocallyException(
                entry.request().label(), Reason.LIMIT, other + " is under way, or its answer was lost", trouble);
    }

    /**
     * Settles an open write without a claim.
     *
     * @return the result; fails with a {@link KdpException} if the service does not tell the outcome
     */
    CompletionStage<Step> settle(Entry entry) {
        return claiming(entry, this::claimed);
    }

    /**
     * Ends the side of a write that its side does not know, if its claim says that it may: the side is asked once more, and
     * the write forgotten with its steps if the answer is the same. Otherwise all stays as it is.
     *
     * @return whether the write is forgotten
     */
    private CompletionStage<Boolean> lapse(Entry entry) {
        return context.settings().old == null ? CompletableFuture.completedFuture(false) : claiming(entry, this::lapse);
    }

    private <T> CompletionStage<T> claiming(Entry entry, BiFunction<Attempt, Claim, CompletionStage<T>> work) {
        Attempt attempt = new Attempt(entry, context.old());
        boolean begun = false;
        try {
            CompletionStage<T> done = Stages.recover(
                    context.ledger().claimAsync(entry, attempt::gets).thenCompose(claim -> work.apply(attempt, claim)),
                    Throwable.class,
                    failure -> giveBack(attempt).thenCompose(unused -> Stages.failed(failure)));
            begun = true;
            return done;
        } finally {
            if (!begun) {
                var unused = giveBack(attempt); // no memory for a stage, perhaps
            }
        }
    }

    private CompletionStage<Boolean> giveBack(Attempt attempt) {
        if (!attempt.isClaimed()) {
            return CompletableFuture.completedFuture(false);
        }
        attempt.ends();
        return context.ledger().settleAsync(attempt.entry().id(), attempt.found());
    }

    private CompletionStage<Boolean> lapse(Attempt attempt, Claim claim) {
        return (claim.right() == Right.LAPSED
                        ? isGone(attempt.entry(), claim.generation())
                        : CompletableFuture.completedFuture(false))
                .thenCompose(gone -> gone ? forget(attempt) : giveBack(attempt).thenApply(unused -> false));
    }

    private CompletionStage<Boolean> forget(Attempt attempt) {
        attempt.ends();
        return context.ledger().forgetAsync(attempt.entry().id());
    }

    /** The service knows the steps of a write, and not always the whole. */
    private CompletionStage<Boolean> isGone(Entry entry, Generation side) {
        return context.ask(entry.request().label(), () -> context.ledger().steps(entry.id()))
                .thenCompose(steps -> Stages.inTurn(steps, this::lapse))
                .thenCompose(gone ->
                        gone.contains(false) ? CompletableFuture.completedFuture(false) : isUnknown(entry, side));
    }

    /** Asks for any vendor. A side that does not answer keeps its writes. */
    private CompletionStage<Boolean> isUnknown(Entry entry, Generation side) {
        StatusRequest ofAnyVendor = StatusRequest.of(entry.request().transaction());
        CompletionStage<Boolean> unknown =
                Stages.begin(() -> context.program(side).send(ofAnyVendor)).thenApply(known -> false);
        return Stages.recover(unknown, e -> CompletableFuture.completedFuture(SideReads.isNotFound(e)));
    }

    private CompletionStage<Step> claimed(Attempt attempt, Claim claim) {
        return claim.isGranted()
                ? lookUp(attempt, claim)
                : CompletableFuture.completedFuture(claim.right() == Right.SETTLED ? Step.SETTLED : Step.BUSY);
    }

    private CompletionStage<Step> lookUp(Attempt attempt, Claim claim) {
        Entry entry = attempt.entry();
        return context.ask(entry.request().label(), () -> context.ledger().steps(entry.id()))
                .thenCompose(steps -> (steps.isEmpty() ? found(entry) : foundOfSteps(entry, claim, steps))
                        .thenCompose(outcome -> {
                            attempt.ends();
                            return context.ledger()
                                    .settleAsync(entry.id(), outcome)
                                    .thenApply(ours -> step(outcome, steps));
                        }));
    }

    private static Step step(Outcome outcome, List<Entry> steps) {
        if (!(outcome instanceof Outcome.Open)) {
            return Step.SETTLED;
        }
        return steps.isEmpty() ? Step.BUSY : Step.WAITING;
    }

    /** A write in steps is completed if one of them was done; else it was not begun, and its caller may do so. */
    private CompletionStage<Outcome> foundOfSteps(Entry entry, Claim claim, List<Entry> steps) {
        if (steps.stream().anyMatch(Entry::isAccepted)) {
            Attempt attempt = new Attempt(entry, context.old());
            attempt.gets(new Claim(Right.AGAIN, claim.outcome()));
            return completion.apply(attempt).thenApply(Outcome.Accepted::new);
        }
        return CompletableFuture.completedFuture(
                steps.stream().anyMatch(Entry::isInDoubt) ? Outcome.open() : Outcome.absent());
    }

    /** What the service does not show is absent only when the status can no longer lag. */
    private CompletionStage<Outcome> found(Entry entry) {
        return sender.isTaken(entry, entry.request()).thenApply(taken -> {
            if (taken) {
                return new Outcome.Accepted(LedgerSender.receipt(entry.request()));
            }
            return context.isLagging(entry.since()) ? Outcome.open() : Outcome.absent();
        });
    }
}
