package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Sends a write in parts, one after the other. */
final class PartsSender {
    private final LedgerSender sender;
    private final BiFunction<WriteRequest, Origin, CompletionStage<Receipt>> steps;

    /**
     * Creates a sender.
     *
     * @param steps does a part, which is a write of its own
     */
    PartsSender(LedgerSender sender, BiFunction<WriteRequest, Origin, CompletionStage<Receipt>> steps) {
        this.sender = sender;
        this.steps = steps;
    }

    CompletionStage<Receipt> send(Plan.Parts plan, Attempt attempt) {
        return plan.unlessTaken()
                ? sender.isTaken(attempt.entry(), plan.write())
                        .thenCompose(taken -> taken
                                ? CompletableFuture.completedFuture(LedgerSender.receipt(plan.write()))
                                : eachPart(plan, attempt.entry()))
                : eachPart(plan, attempt.entry());
    }

    /** Parts after a refused one are still sent, unless the first part is refused. */
    private CompletionStage<Receipt> eachPart(Plan.Parts plan, Entry whole) {
        List<DeviceWrite> parts = Split.parts(plan.write(), plan.size());
        List<Receipt> receipts = new ArrayList<>();
        return Stages.inTurn(
                        IntStream.rangeClosed(1, parts.size()).boxed().toList(),
                        number -> Stages.recover(
                                steps.apply(parts.get(number - 1), new Origin(whole.id(), number, parts.size()))
                                        .thenApply(receipts::add),
                                e -> partFailed(plan, number, parts.size(), receipts.isEmpty(), e)))
                .thenApply(unused -> new Receipt(
                        plan.write().transaction(),
                        receipts.get(0).state(),
                        receipts.get(0).unknown()));
    }

    private static CompletionStage<Boolean> partFailed(
            Plan.Parts plan, int number, int parts, boolean isFirst, KdpException e) {
        if (isFirst) {
            return Stages.failed(e);
        }
        return LedgerWriter.isFinal(e)
                ? CompletableFuture.completedFuture(false)
                : Stages.failed(new UnreachableException(
                        plan.write().label(),
                        "part %d of %d is not done: %s".formatted(number, parts, e.getMessage()),
                        e,
                        true));
    }
}
