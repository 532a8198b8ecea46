package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Completion;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.LostAnswers;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of each device of a transaction: the service names the failed ones, the ledger those that were
 * submitted. A write that was sent in parts shows as the one that its caller knows.
 */
final class LedgerStatuses {
    private static final int OK = 200;

    private final DeploymentProgram program;
    private final Ledger ledger;
    private final LedgerProgram.Builder settings;
    private final Holdings holdings;

    LedgerStatuses(DeploymentProgram program, LedgerProgram.Builder settings) {
        this.program = program;
        this.ledger = settings.ledger;
        this.settings = settings;
        this.holdings = new Holdings(program, ledger, this);
    }

    Holdings holdings() {
        return holdings;
    }

    TransactionStatus status(StatusRequest request) {
        List<Entry> writes = ledger.writes(program.reseller(), request.transaction());
        Optional<Entry> accepted = accepted(writes);
        if (accepted.isPresent()) {
            return of(accepted.get(), request.vendor());
        }
        if (writes.isEmpty() && ledger.mayHaveForgotten(program.reseller(), request.transaction())) {
            throw unknown(
                    request.transaction(),
                    "its devices are no longer remembered here, and the service names the failed ones only");
        }
        TransactionStatus shown = program.status(request);
        return writes.isEmpty() ? shown : inDoubt(writes, shown);
    }

    /** Returns the status of an accepted write, with each of its devices. */
    TransactionStatus of(Entry entry) {
        return of(entry, entry.request().vendor());
    }

    private TransactionStatus of(Entry entry, @Nullable VendorId vendor) {
        List<Entry> steps = ledger.steps(entry.id());
        if (!steps.isEmpty()) {
            return steps.get(0).isPart() ? merged(entry, vendor, steps) : of(steps.get(0), vendor);
        }
        StatusRequest request = new StatusRequest(entry.request().transaction(), vendor);
        @Nullable TransactionStatus shown = null;
        try {
            shown = program.status(request);
        } catch (RefusedException e) {
            if (e.condition() != Condition.TRANSACTION_NOT_FOUND || isOfAnotherVendor(entry, vendor)) {
                throw e;
            }
        }
        return shown == null ? notShown(entry) : completed(entry, shown);
    }

    /** The service shows a transaction to a question for its own vendor, or for none. */
    private static boolean isOfAnotherVendor(Entry entry, @Nullable VendorId asked) {
        return asked != null && !asked.equals(entry.request().vendor());
    }

    /** A page of the list of transactions, each with all of its devices as far as the ledger knows them. */
    Optional<TransactionStatus> listed(TransactionStatus shown) {
        List<Entry> writes = ledger.writes(program.reseller(), shown.transaction());
        if (writes.stream()
                .anyMatch(entry ->
                        entry.isPart() && Objects.requireNonNull(entry.origin()).part() > 1)) {
            return Optional.empty();
        }
        Optional<Entry> accepted = accepted(writes);
        if (accepted.isEmpty()) {
            return Optional.of(writes.isEmpty() ? shown : inDoubt(writes, shown));
        }
        Entry entry = accepted.get();
        return Optional.of(ledger.steps(entry.id()).isEmpty() ? completed(entry, shown) : of(entry));
    }

    private static Optional<Entry> accepted(List<Entry> writes) {
        return writes.stream()
                .filter(entry -> entry.origin() == null && entry.isAccepted())
                .findFirst();
    }

    /** The status may lag behind the receipt; later, the last status that was seen is all that is left. */
    private TransactionStatus notShown(Entry entry) {
        TransactionId transaction = entry.request().transaction();
        Optional<TransactionStatus> kept = ledger.kept(entry.id());
        if (kept.isPresent()) {
            settings.surprises.seen(Assumption.RETENTION, "no transaction for an id that was complete");
            return completed(entry, kept.get());
        }
        if (LedgerProgram.isLagging(entry.since(), settings)) {
            return new TransactionStatus(
                    transaction, TransactionState.PROGRESS, entry.request().type(), List.of());
        }
        settings.surprises.seen(Assumption.STATUS_LAG, "no transaction for an id that has a receipt");
        throw unknown(transaction, "the service took it and does not show it");
    }

    private TransactionStatus completed(Entry entry, TransactionStatus answer) {
        if (answer.hasKnownType() && !answer.type().equals(entry.request().type())) {
            throw unknown(answer.transaction(), "the service shows another kind of transaction under this id");
        }
        TransactionStatus shown = answer.with(entry.request().type());
        TransactionStatus full;
        if (entry.request() instanceof RemovalRequest removal) {
            full = removed(entry, removal, shown);
        } else {
            full = Completion.of(((DeviceWrite) entry.request()).devices(), shown, settings.surprises);
        }
        if (shown.complete()) {
            tellOfRepeat(entry, full);
            ledger.keep(entry.id(), shown);
        }
        return full;
    }

    /** What was sent again under another id has devices that are there already (contract, section 8.1). */
    private void tellOfRepeat(Entry entry, TransactionStatus complete) {
        if (!(entry.request() instanceof UploadRequest)
                || ledger.kept(entry.id()).isPresent()) {
            return;
        }
        Set<String> there = complete.devices().stream()
                .filter(LedgerStatuses::isThere)
                .map(device -> device.id().value())
                .collect(Collectors.toSet());
        if (there.isEmpty()) {
            return;
        }
        ledger.earlierOfSameContent(entry)
                .filter(earlier -> holdsOneOf(there, earlier, entry))
                .ifPresent(earlier -> settings.repeatedUploads.seen(
                        entry.request().transaction(), earlier.request().transaction()));
    }

    /** An earlier upload may have failed as well, or its devices may be deleted since. What cannot be found out is not told. */
    private boolean holdsOneOf(Set<String> devices, Entry upload, Entry moment) {
        try {
            return holdings.held(upload, moment).identifiers().stream().anyMatch(devices::contains);
        } catch (KdpException unknown) {
            return false;
        }
    }

    private static boolean isThere(DeviceOutcome device) {
        return device.error() != null && device.error().condition() == Condition.DEVICE_DUPLICATE;
    }

    /** Without the upload, nothing can be said of the devices that did not fail. */
    private TransactionStatus removed(Entry entry, RemovalRequest removal, TransactionStatus shown) {
        Optional<Entry> upload = holdings.upload(removal);
        if (upload.isEmpty() || !shown.complete()) {
            return shown;
        }
        Devices held;
        try {
            held = holdings.held(upload.get(), entry);
        } catch (RefusedLocallyException e) {
            // An earlier write is still under way. Which devices were left for this one shows when it has ended.
            return shown.with(List.of(), DeviceCoverage.ALL).with(TransactionState.PROGRESS);
        } catch (AnswerNotUnderstoodException e) {
            // What the upload registered will never show: that is as if the ledger did not know the upload.
            return shown;
        }
        if (shown.error() == null && namesMore(held, shown)) {
            settings.surprises.seen(Assumption.REMOVAL_STATUS, "a device that the upload did not have");
            held = ((DeviceWrite) upload.get().request()).devices();
        }
        return Completion.of(held, shown, settings.surprises);
    }

    private boolean namesMore(Devices held, TransactionStatus shown) {
        try {
            TransactionStatus unused = Completion.of(held, shown, (assumption, seen) -> {});
            return unused.devices().size() < held.count();
        } catch (AnswerNotUnderstoodException e) {
            return true;
        }
    }

    /** A write that is open, and that the service shows, is taken: unless two of other content share the id. */
    private TransactionStatus inDoubt(List<Entry> writes, TransactionStatus shown) {
        List<Entry> fitting = writes.stream()
                .filter(entry -> !LostAnswers.isProvablyOther(entry.request(), shown))
                .toList();
        if (fitting.isEmpty()) {
            return shown;
        }
        List<Entry> wholes =
                fitting.stream().filter(entry -> entry.origin() == null).toList();
        if (wholes.size() > 1) {
            throw unknown(shown.transaction(), "two requests with different content were sent under this id");
        }
        if (wholes.isEmpty() || fitting.size() > 1) {
            // A part of which it is not known yet that it arrived: the others are still to come.
            return shown.with(List.of(), DeviceCoverage.ALL).with(TransactionState.PROGRESS);
        }
        return completed(wholes.get(0), shown);
    }

    private TransactionStatus merged(Entry whole, @Nullable VendorId vendor, List<Entry> parts) {
        @Nullable TransactionStatus first = null;
        ImmutableList.Builder<DeviceOutcome> devices = ImmutableList.builder();
        boolean complete = Objects.requireNonNull(parts.get(0).origin()).parts() == parts.size();
        for (Entry part : parts) {
            if (part.outcome() instanceof Outcome.Refused refused) {
                devices.addAll(failures(part, refused));
            } else if (part.isAccepted()) {
                TransactionStatus status = of(part, vendor);
                devices.addAll(status.devices());
                complete &= status.complete();
                first = first == null ? status : first;
            } else {
                complete = false;
            }
        }
        TransactionState state = complete ? TransactionState.COMPLETE : TransactionState.PROGRESS;
        if (first == null) {
            return new TransactionStatus(
                    whole.request().transaction(), state, whole.request().type(), devices.build());
        }
        TransactionStatus merged = new TransactionStatus(
                whole.request().transaction(),
                state,
                first.type(),
                devices.build(),
                DeviceCoverage.ALL,
                first.error(),
                first.orderNo(),
                first.unknown());
        // A device that is twice in the request was sent once.
        return complete ? Completion.of(((DeviceWrite) whole.request()).devices(), merged, settings.surprises) : merged;
    }

    private static List<DeviceOutcome> failures(Entry part, Outcome.Refused refused) {
        Devices devices = ((DeviceWrite) part.request()).devices();
        return devices.identifiers().stream()
                .map(id -> DeviceOutcome.failure(new DeviceId(devices.type(), id), refused.error()))
                .toList();
    }

    private static AnswerNotUnderstoodException unknown(TransactionId transaction, String why) {
        return new AnswerNotUnderstoodException("status " + transaction, OK, why, null, false);
    }
}
