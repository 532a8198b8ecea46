package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Does each write once: claims it, plans the requests, has them sent, and records the outcome. A part of a write
 * and the deletion behind a removal are writes of their own.
 */
final class LedgerWriter {
    /** Made beforehand: a claim has to be ended also without memory for anything new. */
    private static final Outcome OPEN = Outcome.open();

    private final LedgerContext context;
    private final Ledger ledger;
    private final Claims claims;
    private final LedgerSender sender;
    private final OldSide old;
    private final Settler settler;
    private final PartsSender parts;
    private final UsedIds usedIds;
    private final RemovalSender removals;

    LedgerWriter(LedgerContext context, Holdings holdings) {
        this.context = context;
        this.ledger = context.ledger();
        this.claims = new Claims(context);
        this.sender = new LedgerSender(context);
        this.usedIds = new UsedIds(context);
        this.parts = new PartsSender(sender, this::write);
        this.settler = new Settler(context, holdings, sender, this::perform);
        this.removals = new RemovalSender(context, holdings, settler, sender, this::write);
        this.old = new OldSide(context, claims, removals);
    }

    Settler settler() {
        return settler;
    }

    /**
     * Does a caller's write.
     *
     * @param old the old service for this call, if the write turns out to belong to it
     */
    CompletionStage<Receipt> write(WriteRequest request, DeploymentProgram old) {
        return write(request, null, old);
    }

    private CompletionStage<Receipt> write(WriteRequest request, @Nullable Origin origin) {
        return write(request, origin, context.old());
    }

    private CompletionStage<Receipt> write(WriteRequest request, @Nullable Origin origin, DeploymentProgram old) {
        return write(new Attempt(entry(request, origin), old));
    }

    private Entry entry(WriteRequest request, @Nullable Origin origin) {
        return Entry.of(
                context.reseller(), request, origin, context.settings().clock.instant());
    }

    private CompletionStage<Receipt> write(Attempt attempt) {
        boolean begun = false;
        try {
            CompletionStage<Receipt> done = Stages.recover(
                    claim(attempt).thenCompose(claim -> claimed(attempt, claim)),
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
        return attempt.isClaimed()
                ? claims.end(attempt, () -> ledger.settleAsync(attempt.entry().id(), OPEN))
                : CompletableFuture.completedFuture(false);
    }

    private CompletionStage<Claim> claim(Attempt attempt) {
        Entry entry = attempt.entry();
        CompletionStage<Claim> claim = claims.claimNew(attempt)
                .thenCompose(granted -> granted.isPresent()
                        ? CompletableFuture.completedFuture(granted.get())
                        : settler.settleBefore(entry).thenCompose(unused -> claims.claim(attempt)));
        return Stages.recover(
                claim,
                LedgerException.class,
                e -> Stages.failed(e.notSent(entry.request().label())));
    }

    private CompletionStage<Receipt> claimed(Attempt attempt, Claim claim) {
        if (claim.right() == Right.HELD) {
            return Stages.failed(held(attempt.entry().request()));
        }
        boolean isStep = attempt.entry().origin() != null;
        if (claim.generation() == Generation.GEN1 && (attempt.isClaimed() || !isStep)) {
            return old.send(attempt);
        }
        if (claim.outcome() instanceof Outcome.Accepted accepted) {
            return CompletableFuture.completedFuture(accepted.receipt());
        }
        String operation = attempt.entry().request().label();
        if (claim.outcome() instanceof Outcome.Refused refused) {
            return Stages.failed(new RefusedException(operation, refused.error(), refused.httpStatus(), null, false));
        }
        return Stages.begin(() -> attempt.isAgain()
                        ? perform(attempt)
                        : usedIds.requireUnused(attempt.entry()).thenCompose(unused -> perform(attempt)))
                .handle((receipt, failure) -> receipt != null
                        ? accepted(attempt, receipt)
                        : failed(attempt, Stages.cause(Objects.requireNonNull(failure))))
                .thenCompose(ended -> ended);
    }

    private static RefusedLocallyException held(WriteRequest write) {
        return new RefusedLocallyException(
                write.label(),
                Reason.LIMIT,
                "customer " + write.customer() + " moves to the other generation now; repeat it in some seconds",
                null);
    }

    private CompletionStage<Receipt> accepted(Attempt attempt, Receipt receipt) {
        String id = attempt.entry().id();
        Outcome accepted = new Outcome.Accepted(receipt);
        // Of a write that was sent elsewhere only its type is known to fit: a status must not call its devices good.
        return claims.end(
                        attempt,
                        () -> attempt.isSentElsewhere() ? ledger.forgetAsync(id) : ledger.settleAsync(id, accepted))
                .thenApply(ours -> receipt);
    }

    private CompletionStage<Receipt> failed(Attempt attempt, Throwable failure) {
        Entry entry = attempt.entry();
        if (failure instanceof LedgerException e) {
            String operation = entry.request().label();
            return Stages.failed(
                    attempt.isAgain()
                            ? new UnreachableException(
                                    operation, "the outcome of an earlier attempt cannot be looked up", e, true)
                            : e.notSent(operation));
        }
        if (!(failure instanceof KdpException e)) {
            return Stages.failed(failure);
        }
        Outcome outcome = outcome(attempt, e);
        CompletionStage<Boolean> ended = claims.end(
                attempt,
                () -> outcome == null ? ledger.forgetAsync(entry.id()) : ledger.settleAsync(entry.id(), outcome));
        return ended.thenCompose(ours -> ours
                ? Stages.failed(unknownIfSentBefore(attempt, e))
                // Another process took the claim over: use its outcome.
                : write(entry.request(), entry.origin(), attempt.old()));
    }

    /** A request that was not sent now may have been taken before. */
    private static KdpException unknownIfSentBefore(Attempt attempt, KdpException e) {
        return attempt.mayHaveArrived() && !e.mayHaveTakenEffect() && !isFinal(e)
                ? new UnreachableException(
                        attempt.entry().request().label(),
                        "an earlier attempt may have been taken, and now: " + e.getMessage(),
                        e,
                        true)
                : e;
    }

    /** Returns the outcome to record for a write that was not accepted; null if its record is to be deleted. */
    private static @Nullable Outcome outcome(Attempt attempt, KdpException e) {
        if (attempt.contested() != null && !isFinal(e)) {
            return new Outcome.Contested(attempt.contestedSince());
        }
        if (e.mayHaveTakenEffect()) {
            return Outcome.open();
        }
        Origin origin = attempt.entry().origin();
        if (origin != null && origin.part() > 1 && isFinal(e)) {
            RefusedException refusal = (RefusedException) e;
            return new Outcome.Refused(refusal.error(), refusal.httpStatus());
        }
        return attempt.isAgain() && !isFinal(e) ? Outcome.open() : null;
    }

    private CompletionStage<Receipt> perform(Attempt attempt) {
        WriteRequest request = attempt.entry().request();
        CompletionStage<Plan> planned =
                attempt.isAgain() ? context.ask(request.label(), () -> plan(attempt)) : Stages.of(() -> plan(attempt));
        return planned.thenCompose(plan -> carryOut(plan, attempt));
    }

    private Plan plan(Attempt attempt) {
        Entry entry = attempt.entry();
        List<Entry> earlier = attempt.isAgain() ? ledger.steps(entry.id()) : List.of();
        if (entry.request() instanceof RemovalRequest removal) {
            if (!earlier.isEmpty()) {
                return new Plan.Resumed(earlier.get(0).request());
            }
            return new Plan.Removal(removal);
        }
        DeviceWrite write = (DeviceWrite) entry.request();
        if (!earlier.isEmpty()) {
            // Parts that were sent keep their size, even if the limit has changed.
            DeviceWrite first = (DeviceWrite) earlier.get(0).request();
            return new Plan.Parts(write, first.devices().count(), false);
        }
        int limit = context.settings().deviceLimit;
        return entry.isPart() || write.devices().count() <= limit
                ? new Plan.Whole(write)
                : new Plan.Parts(write, limit, attempt.mayHaveArrived());
    }

    private CompletionStage<Receipt> carryOut(Plan plan, Attempt attempt) {
        if (plan instanceof Plan.Whole whole) {
            return sender.send(attempt, whole.write());
        }
        if (plan instanceof Plan.Parts parts) {
            return this.parts.send(parts, attempt);
        }
        if (plan instanceof Plan.Removal removal) {
            return removals.send(removal.removal(), attempt);
        }
        return write(
                ((Plan.Resumed) plan).deletion(), new Origin(attempt.entry().id(), 0, 0));
    }

    static boolean isFinal(KdpException e) {
        return e instanceof RefusedException refusal && refusal.isFinal();
    }
}
