package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.Completion;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.LostAnswers;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Completes statuses: the service names the failed devices, the ledger the submitted ones. A write in parts shows as the
 * caller's one transaction.
 */
final class LedgerStatuses {
    private static final int OK = 200;

    /** Tells what an upload held when a removal of it was sent. */
    private interface Held {
        CompletionStage<Devices> by(Entry upload, Entry removal);
    }

    private final LedgerContext context;
    private final Ledger ledger;
    private final Surprises surprises;
    private final Holdings holdings;
    private final RepeatSearch repeats;

    LedgerStatuses(LedgerContext context) {
        this.context = context;
        this.ledger = context.ledger();
        this.surprises = context.settings().surprises;
        this.holdings = new Holdings(context, this);
        this.repeats = new RepeatSearch(context, holdings);
    }

    Holdings holdings() {
        return holdings;
    }

    CompletionStage<TransactionStatus> status(StatusRequest request) {
        return context.ask(request.label(), () -> known(request.transaction())).thenCompose(writes -> {
            Optional<Entry> accepted = accepted(writes);
            if (accepted.isPresent()) {
                return of(accepted.get(), request.vendor());
            }
            CompletionStage<TransactionStatus> shown = context.program().send(request);
            return writes.isEmpty() ? shown : shown.thenCompose(status -> inDoubt(writes, status));
        });
    }

    private List<Entry> known(TransactionId transaction) {
        List<Entry> writes = ledger.writes(context.reseller(), transaction);
        if (writes.isEmpty() && ledger.mayHaveForgotten(context.reseller(), transaction)) {
            throw unknown(
                    transaction,
                    "its devices are no longer remembered here, and the service names the failed ones only");
        }
        return writes;
    }

    /** Returns the status of an accepted write, with each of its devices. */
    CompletionStage<TransactionStatus> of(Entry entry) {
        return of(entry, entry.request().vendor());
    }

    private CompletionStage<TransactionStatus> of(Entry entry, @Nullable VendorId vendor) {
        return of(entry, vendor, this::held);
    }

    /**
     * Returns the status of an accepted deletion, with each of its devices.
     *
     * @param held what the upload held then, if the deletion is a removal
     */
    CompletionStage<TransactionStatus> ofDeletion(Entry entry, Devices held) {
        return of(entry, entry.request().vendor(), (upload, removal) -> CompletableFuture.completedFuture(held));
    }

    private CompletionStage<TransactionStatus> of(Entry entry, @Nullable VendorId vendor, Held held) {
        return context.ask(entry.request().label(), () -> ledger.steps(entry.id()))
                .thenCompose(steps -> {
                    if (steps.isEmpty()) {
                        return ofWhole(entry, vendor, held);
                    }
                    if (!steps.get(0).isPart()) {
                        return of(steps.get(0), vendor, held);
                    }
                    WriteInParts write = new WriteInParts(entry, steps);
                    return Stages.inTurn(write.accepted(), part -> of(part, vendor, held))
                            .thenApply(statuses -> write.status(statuses, surprises));
                });
    }

    private CompletionStage<TransactionStatus> ofWhole(Entry entry, @Nullable VendorId vendor, Held held) {
        StatusRequest request = new StatusRequest(entry.request().transaction(), vendor);
        CompletionStage<Optional<TransactionStatus>> shown = Stages.recover(
                context.program(entry.generation()).send(request).thenApply(Optional::of),
                RefusedException.class,
                e -> e.condition() != Condition.TRANSACTION_NOT_FOUND || isOfAnotherVendor(entry, vendor)
                        ? Stages.failed(e)
                        : CompletableFuture.completedFuture(Optional.empty()));
        return shown.thenCompose(
                status -> status.isPresent() ? completed(entry, status.get(), held) : notShown(entry, held));
    }

    /** The service shows a transaction only to a request for its own vendor, or for none. */
    private static boolean isOfAnotherVendor(Entry entry, @Nullable VendorId asked) {
        return asked != null && !asked.equals(entry.request().vendor());
    }

    /** Returns a listed transaction with the devices that the ledger knows; empty for a later part. */
    CompletionStage<Optional<TransactionStatus>> listed(TransactionStatus shown) {
        return context.ask(
                        "status " + shown.transaction(), () -> ledger.writes(context.reseller(), shown.transaction()))
                .thenCompose(writes -> {
                    if (writes.stream().anyMatch(LedgerStatuses::isLaterPart)) {
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    Optional<Entry> accepted = accepted(writes);
                    if (accepted.isPresent()) {
                        return listed(accepted.get(), shown).thenApply(Optional::of);
                    }
                    return writes.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.of(shown))
                            : inDoubt(writes, shown).thenApply(Optional::of);
                });
    }

    private CompletionStage<TransactionStatus> listed(Entry entry, TransactionStatus shown) {
        return context.ask(entry.request().label(), () -> ledger.steps(entry.id()))
                .thenCompose(steps -> steps.isEmpty() ? completed(entry, shown, this::held) : of(entry));
    }

    private static boolean isLaterPart(Entry entry) {
        return entry.origin() != null && entry.origin().part() > 1;
    }

    private static Optional<Entry> accepted(List<Entry> writes) {
        return writes.stream()
                .filter(entry -> entry.origin() == null && entry.isAccepted())
                .findFirst();
    }

    /** The status may lag behind the receipt; later, only the last complete status is left. */
    private CompletionStage<TransactionStatus> notShown(Entry entry, Held held) {
        TransactionId transaction = entry.request().transaction();
        return context.ask(entry.request().label(), () -> kept(entry)).thenCompose(kept -> {
            if (kept.isPresent()) {
                return completed(entry, kept.get(), held);
            }
            if (context.isLagging(entry.since())) {
                return CompletableFuture.completedFuture(new TransactionStatus(
                        transaction, TransactionState.PROGRESS, entry.request().type(), List.of()));
            }
            surprises.seen(Assumption.STATUS_LAG, "no transaction for an id that has a receipt");
            return Stages.failed(unknown(transaction, "the service took it and does not show it"));
        });
    }

    private Optional<TransactionStatus> kept(Entry entry) {
        Optional<TransactionStatus> kept = ledger.kept(entry.id());
        if (kept.isPresent() && !isOfTheOtherSide(entry)) {
            surprises.seen(Assumption.RETENTION, "no transaction for an id that was complete");
        }
        return kept;
    }

    /** Returns whether it removes an upload that the service never knew; it was not sent if no device was left. */
    private boolean isOfTheOtherSide(Entry entry) {
        return entry.request() instanceof RemovalRequest removal
                && holdings.upload(removal)
                        .filter(upload -> upload.generation() != entry.generation())
                        .isPresent();
    }

    private CompletionStage<TransactionStatus> completed(Entry entry, TransactionStatus answer, Held held) {
        if (answer.hasKnownType() && !answer.type().equals(entry.request().type())) {
            return Stages.failed(
                    unknown(answer.transaction(), "the service shows another kind of transaction under this id"));
        }
        TransactionStatus shown = answer.with(entry.request().type());
        CompletionStage<TransactionStatus> full = entry.request() instanceof RemovalRequest removal
                ? removed(entry, removal, shown, held)
                : Stages.of(() -> Completion.of(((DeviceWrite) entry.request()).devices(), shown, surprises));
        return shown.complete() ? full.thenCompose(status -> keep(entry, shown, status)) : full;
    }

    private CompletionStage<TransactionStatus> keep(Entry entry, TransactionStatus shown, TransactionStatus full) {
        return repeats.tellOf(entry, full).thenCompose(unused -> {
            CompletionStage<TransactionStatus> kept =
                    context.ask(entry.request().label(), () -> {
                        ledger.keep(entry.id(), shown);
                        return full;
                    });
            // The status is known all the same; without it, the service is asked again.
            return Stages.recover(kept, RuntimeException.class, notKept -> CompletableFuture.completedFuture(full));
        });
    }

    private CompletionStage<Devices> held(Entry upload, Entry removal) {
        return holdings.held(upload, removal);
    }

    /** Without the upload, the devices that did not fail are unknown. */
    private CompletionStage<TransactionStatus> removed(
            Entry entry, RemovalRequest removal, TransactionStatus shown, Held held) {
        return context.ask(removal.label(), () -> holdings.upload(removal)).thenCompose(upload -> {
            if (upload.isEmpty() || !shown.complete()) {
                return CompletableFuture.completedFuture(shown);
            }
            return held.by(upload.get(), entry)
                    .handle((devices, failure) -> failure == null
                            ? removed((DeviceWrite) upload.get().request(), devices, shown)
                            : withoutUpload(shown, Stages.cause(failure)));
        });
    }

    private TransactionStatus removed(DeviceWrite upload, Devices held, TransactionStatus shown) {
        if (shown.error() == null && namesMore(held, shown)) {
            surprises.seen(Assumption.REMOVAL_STATUS, "a device that the upload did not have");
            return Completion.of(upload.devices(), shown, surprises);
        }
        return Completion.of(held, shown, surprises);
    }

    private static TransactionStatus withoutUpload(TransactionStatus shown, Throwable why) {
        if (why instanceof RefusedLocallyException) {
            // An earlier write is in progress; the devices left for this one are known when it ends.
            return shown.with(List.of(), DeviceCoverage.ALL).with(TransactionState.PROGRESS);
        }
        if (why instanceof AnswerNotUnderstoodException) {
            // The status of the upload cannot be known, as if the ledger did not know the upload.
            return shown;
        }
        throw new CompletionException(why);
    }

    private boolean namesMore(Devices held, TransactionStatus shown) {
        try {
            TransactionStatus unused = Completion.of(held, shown, (assumption, seen) -> {});
            return unused.devices().size() < held.count();
        } catch (AnswerNotUnderstoodException e) {
            return true;
        }
    }

    /** An open write that the service shows is accepted, unless two with different content share the id. */
    private CompletionStage<TransactionStatus> inDoubt(List<Entry> writes, TransactionStatus shown) {
        List<Entry> fitting = writes.stream()
                .filter(entry -> !LostAnswers.isProvablyOther(entry.request(), shown))
                .toList();
        if (fitting.isEmpty()) {
            return CompletableFuture.completedFuture(shown);
        }
        List<Entry> wholes =
                fitting.stream().filter(entry -> entry.origin() == null).toList();
        if (wholes.size() > 1) {
            return Stages.failed(
                    unknown(shown.transaction(), "two requests with different content were sent under this id"));
        }
        if (wholes.isEmpty() || fitting.size() > 1) {
            // Not all parts are known to have arrived.
            return CompletableFuture.completedFuture(
                    shown.with(List.of(), DeviceCoverage.ALL).with(TransactionState.PROGRESS));
        }
        return completed(wholes.get(0), shown, this::held);
    }

    private static AnswerNotUnderstoodException unknown(TransactionId transaction, String why) {
        return new AnswerNotUnderstoodException("status " + transaction, OK, why, null, false);
    }
}
