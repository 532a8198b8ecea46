package io.github.kdpbridge.core.ledger;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadedDevices;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does writes, each once: claims it, has it sent, and records what became of it. */
final class LedgerWriter {
    /** How long to leave somebody else alone who does the same write. */
    private static final int POLL_MILLIS = 50;

    private final DeploymentProgram program;
    private final DeploymentProgram callersView;
    private final Ledger ledger;
    private final int deviceLimit;
    private final long polls;
    private final LedgerProgram.Sleeper sleeper;

    /**
     * Creates a writer.
     *
     * @param program sends
     * @param callersView shows a write in parts as the one that its caller knows
     */
    LedgerWriter(DeploymentProgram program, DeploymentProgram callersView, LedgerProgram.Builder settings) {
        this.program = program;
        this.callersView = callersView;
        this.ledger = settings.ledger;
        this.deviceLimit = settings.deviceLimit;
        this.polls = settings.patience.toMillis() / POLL_MILLIS;
        this.sleeper = settings.sleeper;
    }

    Receipt write(WriteRequest request, @Nullable Origin origin) {
        Entry entry = Entry.of(reseller(), request, origin);
        Claim claim = claim(entry);
        if (claim.outcome() instanceof Outcome.Accepted accepted) {
            return accepted.receipt();
        }
        if (claim.outcome() instanceof Outcome.Refused refused) {
            throw new RefusedException(request.operation(), refused.error(), refused.httpStatus(), null, false);
        }
        return work(entry, claim.right() == Right.AGAIN);
    }

    private Claim claim(Entry entry) {
        for (long poll = 0; ; poll++) {
            Claim claim;
            try {
                claim = ledger.claim(entry);
            } catch (LedgerException e) {
                throw e.notSent(entry.request().operation());
            }
            if (claim.right() != Right.BUSY) {
                return claim;
            }
            if (poll >= polls) {
                throw new UnreachableException(
                        entry.request().operation(), "the same request is still being worked on", null, true);
            }
            try {
                sleeper.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RefusedLocallyException(
                        entry.request().operation(), Reason.CANCELLED, "the thread was interrupted", e);
            }
        }
    }

    /** Does a write that was claimed, and ends the claim. */
    private Receipt work(Entry entry, boolean again) {
        boolean ended = false;
        try {
            Receipt receipt = perform(entry, again);
            ended = true;
            ledger.settle(entry.id(), new Outcome.Accepted(receipt));
            return receipt;
        } catch (KdpException e) {
            ended = true;
            if (end(entry, outcome(entry, e, again))) {
                throw e;
            }
            return write(entry.request(), entry.origin()); // who took it over knows better
        } catch (LedgerException e) {
            String operation = entry.request().operation();
            throw again
                    ? new UnreachableException(
                            operation, "what became of an earlier attempt cannot be looked up", e, true)
                    : e.notSent(operation);
        } finally {
            if (!ended) {
                ledger.settle(entry.id(), Outcome.open());
            }
        }
    }

    /** Returns whether the claim was still ours. */
    private boolean end(Entry entry, @Nullable Outcome outcome) {
        return outcome == null ? ledger.forget(entry.id()) : ledger.settle(entry.id(), outcome);
    }

    /** Returns what to remember of a write that was not accepted; null for nothing. */
    private static @Nullable Outcome outcome(Entry entry, KdpException e, boolean again) {
        if (e.mayHaveTakenEffect()) {
            return Outcome.open();
        }
        Origin origin = entry.origin();
        if (origin != null && origin.part() > 1 && isFinal(e)) {
            RefusedException refusal = (RefusedException) e;
            return new Outcome.Refused(refusal.error(), refusal.httpStatus());
        }
        return again && !isFinal(e) ? Outcome.absent() : null;
    }

    private Receipt perform(Entry entry, boolean again) {
        if (entry.request() instanceof RemovalRequest removal) {
            return write(deletion(entry, removal, again), new Origin(entry.id(), 0, 0));
        }
        DeviceWrite write = (DeviceWrite) entry.request();
        List<Entry> earlier = again ? ledger.steps(entry.id()) : List.of();
        if (!earlier.isEmpty()) {
            // Parts that were sent keep their size, whatever the limit is now.
            return inParts(
                    entry,
                    write,
                    ((DeviceWrite) earlier.get(0).request()).devices().count());
        }
        if (entry.isPart() || write.devices().count() <= deviceLimit) {
            return send(entry, write, again);
        }
        // It may have been sent in one piece, when the limit was higher.
        return again && isKnown(entry, write) ? receipt(write.transaction()) : inParts(entry, write, deviceLimit);
    }

    /** What was found once is not looked for again: some of it may be deleted by now. */
    private DeleteRequest deletion(Entry entry, RemovalRequest removal, boolean again) {
        if (again) {
            for (Entry step : ledger.steps(entry.id())) {
                return (DeleteRequest) step.request();
            }
        }
        return new UploadedDevices(callersView, removal).deletion();
    }

    private Receipt inParts(Entry entry, DeviceWrite whole, int partSize) {
        List<DeviceWrite> parts = Split.parts(whole, partSize);
        @Nullable Receipt first = null;
        for (int i = 0; i < parts.size(); i++) {
            Origin origin = new Origin(entry.id(), i + 1, parts.size());
            try {
                Receipt receipt = write(parts.get(i), origin);
                first = first == null ? receipt : first;
            } catch (KdpException e) {
                if (first == null) {
                    throw e;
                }
                if (!isFinal(e)) {
                    throw new UnreachableException(
                            whole.operation(),
                            "part %d of %d is not done: %s".formatted(origin.part(), parts.size(), e.getMessage()),
                            e,
                            true);
                }
            }
        }
        return new Receipt(whole.transaction(), Objects.requireNonNull(first).state(), first.unknown());
    }

    private Receipt send(Entry entry, DeviceWrite write, boolean again) {
        if (again && isKnown(entry, write)) {
            return receipt(write.transaction());
        }
        try {
            return write.sendTo(program);
        } catch (RefusedException e) {
            if (again && isFinal(e) && isKnown(entry, write)) {
                return receipt(write.transaction()); // the earlier attempt arrived late
            }
            throw e;
        }
    }

    private static Receipt receipt(TransactionId transaction) {
        return new Receipt(transaction, TransactionState.PROGRESS);
    }

    private boolean isKnown(Entry entry, DeviceWrite write) {
        try {
            return write.is(program.status(StatusRequest.of(write))) && !isAnothers(entry);
        } catch (KdpException e) {
            if (e instanceof RefusedException refusal && refusal.condition() == Condition.TRANSACTION_NOT_FOUND) {
                return false;
            }
            throw new UnreachableException(
                    write.operation(),
                    "whether an earlier attempt arrived could not be found out: " + e.getMessage(),
                    e,
                    true);
        }
    }

    /** A transaction in progress may not show its devices yet, so that one write could pass for another of its name. */
    private boolean isAnothers(Entry entry) {
        return ledger.accepted(reseller(), entry.request().transaction()).stream()
                .anyMatch(other -> !isStepOf(other, entry) && !isStepOf(entry, other));
    }

    private static boolean isStepOf(Entry step, Entry whole) {
        return step.origin() != null && step.origin().id().equals(whole.id());
    }

    private static boolean isFinal(KdpException e) {
        return e instanceof RefusedException refusal && refusal.isFinal();
    }

    /** Whether the service answered, and will not say what became of a write. */
    static boolean isRefusedForGood(KdpException e) {
        return Throwables.getCausalChain(e).stream()
                .anyMatch(cause -> cause instanceof RefusedException refusal && isFinal(refusal));
    }

    /**
     * Settles a write that nobody works on.
     *
     * @throws KdpException if the service does not say what became of it
     */
    Settling.Step settle(Entry entry) {
        Claim claim = ledger.claim(entry);
        if (!claim.isGranted()) {
            return claim.right() == Right.SETTLED ? Settling.Step.SETTLED : Settling.Step.BUSY;
        }
        Outcome outcome = Outcome.open();
        try {
            outcome = found(entry);
        } finally {
            ledger.settle(entry.id(), outcome);
        }
        return outcome instanceof Outcome.Open ? Settling.Step.WAITING : Settling.Step.SETTLED;
    }

    /** A write in steps is completed if one of them was done; else it was not begun, and its caller may do so. */
    private Outcome found(Entry entry) {
        List<Outcome> steps =
                ledger.steps(entry.id()).stream().map(Entry::outcome).toList();
        if (steps.stream().anyMatch(Outcome.Accepted.class::isInstance)) {
            return new Outcome.Accepted(perform(entry, true));
        }
        if (steps.stream().anyMatch(Outcome.Open.class::isInstance)) {
            return Outcome.open();
        }
        if (entry.request() instanceof RemovalRequest || !steps.isEmpty()) {
            return Outcome.absent();
        }
        DeviceWrite write = (DeviceWrite) entry.request();
        return isKnown(entry, write) ? new Outcome.Accepted(receipt(write.transaction())) : Outcome.absent();
    }

    private ResellerId reseller() {
        return program.reseller();
    }
}
