package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Removes the devices of an upload. A service that does not know the upload, in parts or on the other side, is sent a
 * deletion of the devices.
 */
final class RemovalSender {
    private final LedgerContext context;
    private final Holdings holdings;
    private final Settler settler;
    private final LedgerSender sender;
    private final BiFunction<WriteRequest, Origin, CompletionStage<Receipt>> steps;

    /**
     * Creates a sender.
     *
     * @param steps does a deletion, which is a write of its own
     */
    RemovalSender(
            LedgerContext context,
            Holdings holdings,
            Settler settler,
            LedgerSender sender,
            BiFunction<WriteRequest, Origin, CompletionStage<Receipt>> steps) {
        this.context = context;
        this.holdings = holdings;
        this.settler = settler;
        this.sender = sender;
        this.steps = steps;
    }

    CompletionStage<Receipt> send(RemovalRequest removal, Attempt attempt) {
        return settler.settleBehind(attempt.entry(), removal)
                .thenCompose(unused -> context.ask(removal.label(), () -> holdings.uploadToRemove(removal)))
                .thenCompose(upload ->
                        upload.isPresent() ? send(removal, upload.get(), attempt) : sender.send(attempt, removal));
    }

    private CompletionStage<Receipt> send(RemovalRequest removal, Holdings.Upload upload, Attempt attempt) {
        if (upload.isInParts()) {
            return removeDevices(removal, upload.entry(), attempt);
        }
        return Stages.recover(
                sender.send(attempt, removal),
                e -> isUnknownUpload(e) ? removeDevices(removal, upload.entry(), attempt) : Stages.failed(e));
    }

    private CompletionStage<Receipt> removeDevices(RemovalRequest removal, Entry upload, Attempt attempt) {
        return holdings.held(upload, attempt.entry()).thenCompose(held -> {
            DeleteRequest deletion = removal.of(held);
            if (deletion.devices().count() > 0) {
                return delete(deletion, attempt.entry());
            }
            return upload.generation() == Generation.GEN2
                    ? sender.send(attempt, removal)
                    : removeNothing(removal, attempt.entry());
        });
    }

    private CompletionStage<Receipt> delete(WriteRequest deletion, Entry removal) {
        return steps.apply(deletion, new Origin(removal.id(), 0, 0));
    }

    /** The service does not know an upload of the old side, and there is nothing to send to it. */
    private CompletionStage<Receipt> removeNothing(RemovalRequest removal, Entry entry) {
        TransactionStatus done =
                new TransactionStatus(removal.transaction(), TransactionState.COMPLETE, removal.type(), List.of());
        return context.ask(removal.label(), () -> {
            context.ledger().keep(entry.id(), done);
            return LedgerSender.receipt(removal);
        });
    }

    /**
     * Sends a removal to the old side. If its upload is one of generation 2, whose customer has come back, the old service
     * may not know it, and is sent a deletion of the devices then; if it was sent in parts, in any case.
     *
     * @param passOn sends the removal as it is
     */
    CompletionStage<Receipt> toOldSide(
            RemovalRequest removal, Attempt attempt, Supplier<? extends CompletionStage<Receipt>> passOn) {
        Entry entry = attempt.entry();
        return context.ask(removal.label(), () -> attempt.isAgain() ? steps(entry) : List.<Entry>of())
                .thenCompose(begun -> begun.isEmpty()
                        ? begin(removal, entry, passOn)
                        : settler.settle(begun.get(0))
                                .thenCompose(settled -> delete(begun.get(0).request(), entry)));
    }

    /**
     * Begins a removal. An old service that knows the transactions of generation 2 knows the first part of an upload by the
     * id of the whole, and would remove that part alone.
     */
    private CompletionStage<Receipt> begin(
            RemovalRequest removal, Entry entry, Supplier<? extends CompletionStage<Receipt>> passOn) {
        return context.ask(removal.label(), () -> holdings.isInParts(removal))
                .thenCompose(isInParts -> isInParts
                        ? afterTheReturn(removal, entry, passOn)
                        : Stages.recover(
                                passOn.get(),
                                refusal -> isUnknownUpload(refusal)
                                        ? afterTheReturn(removal, entry, () -> Stages.failed(refusal))
                                        : Stages.failed(refusal)));
    }

    private CompletionStage<Receipt> afterTheReturn(
            RemovalRequest removal, Entry entry, Supplier<? extends CompletionStage<Receipt>> ifNothingIsHeld) {
        return settler.settleBehind(entry, removal)
                .thenCompose(unused -> context.ask(removal.label(), () -> holdings.uploadToRemove(removal)))
                .thenCompose(upload -> upload.isPresent()
                                && upload.get().entry().generation() == Generation.GEN2
                        ? holdings.held(upload.get().entry(), entry)
                                .thenCompose(held ->
                                        held.count() > 0 ? delete(removal.of(held), entry) : ifNothingIsHeld.get())
                        : ifNothingIsHeld.get());
    }

    private List<Entry> steps(Entry removal) {
        return context.ledger().steps(removal.id());
    }

    private static boolean isUnknownUpload(KdpException e) {
        return e instanceof RefusedException refusal
                && (refusal.condition() == Condition.TRANSACTION_ID_INVALID
                        || refusal.condition() == Condition.TRANSACTION_NOT_FOUND);
    }
}
