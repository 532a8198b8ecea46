package io.github.kdpbridge.core.ledger;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.LostAnswers;
import io.github.kdpbridge.core.LostAnswers.Sight;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.Waiting;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does writes, each once: claims it, has it sent, and records what became of it. */
final class LedgerWriter {
    /** How often to look again while another caller holds the claim. */
    private static final int POLL_MILLIS = 50;
    /** Made beforehand: a claim has to be ended also without memory for anything new. */
    private static final Outcome OPEN = Outcome.open();

    private final DeploymentProgram program;
    private final Ledger ledger;
    private final Holdings holdings;
    private final LedgerProgram.Builder settings;
    private final long polls;

    LedgerWriter(DeploymentProgram program, Holdings holdings, LedgerProgram.Builder settings) {
        this.program = program;
        this.ledger = settings.ledger;
        this.holdings = holdings;
        this.settings = settings;
        this.polls = settings.patience.toMillis() / POLL_MILLIS;
    }

    Receipt write(WriteRequest request, @Nullable Origin origin) {
        Entry entry = Entry.of(reseller(), request, origin, settings.clock.instant());
        requireNoOtherUnderWay(entry);
        Attempt attempt = new Attempt(entry);
        try {
            Claim claim = claim(attempt);
            if (claim.outcome() instanceof Outcome.Accepted accepted) {
                return accepted.receipt();
            }
            if (claim.outcome() instanceof Outcome.Refused refused) {
                throw new RefusedException(request.label(), refused.error(), refused.httpStatus(), null, false);
            }
            return work(attempt);
        } finally {
            if (attempt.isClaimed()) {
                ledger.settle(entry.id(), OPEN);
            }
        }
    }

    private Claim claim(Attempt attempt) {
        Entry entry = attempt.entry();
        for (long poll = 0; ; poll++) {
            Claim claim;
            try {
                claim = ledger.claim(entry);
            } catch (LedgerException e) {
                throw e.notSent(entry.request().label());
            }
            attempt.gets(claim);
            if (claim.right() != Right.BUSY) {
                return claim;
            }
            if (poll >= polls) {
                throw new UnreachableException(
                        entry.request().label(), "the same request is still being worked on", null, true);
            }
            try {
                settings.sleeper.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RefusedLocallyException(
                        entry.request().label(), Reason.CANCELLED, "the thread was interrupted", e);
            }
        }
    }

    /** Does a write that was claimed, and ends the claim if it is known with what. */
    private Receipt work(Attempt attempt) {
        Entry entry = attempt.entry();
        try {
            Receipt receipt = perform(attempt);
            Outcome accepted = new Outcome.Accepted(receipt);
            attempt.ends();
            if (attempt.sentElsewhere) {
                // Its type fits, and no more is known: a status must not call the devices of this write good.
                ledger.forget(entry.id());
            } else {
                ledger.settle(entry.id(), accepted);
            }
            return receipt;
        } catch (KdpException e) {
            Outcome outcome = outcome(attempt, e);
            attempt.ends();
            if (end(entry, outcome)) {
                throw unknownIfSentBefore(attempt, e);
            }
            // Another process took the claim over: use its outcome.
            return write(entry.request(), entry.origin());
        } catch (LedgerException e) {
            String operation = entry.request().label();
            throw attempt.isAgain()
                    ? new UnreachableException(
                            operation, "what became of an earlier attempt cannot be looked up", e, true)
                    : e.notSent(operation);
        }
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

    /** Returns whether the claim was still ours. */
    private boolean end(Entry entry, @Nullable Outcome outcome) {
        return outcome == null ? ledger.forget(entry.id()) : ledger.settle(entry.id(), outcome);
    }

    /** Returns what to remember of a write that was not accepted; null for nothing. */
    private static @Nullable Outcome outcome(Attempt attempt, KdpException e) {
        if (attempt.contested != null && !isFinal(e)) {
            return new Outcome.Contested(attempt.contested);
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

    private Receipt perform(Attempt attempt) {
        Entry entry = attempt.entry();
        List<Entry> earlier = attempt.isAgain() ? ledger.steps(entry.id()) : List.of();
        if (entry.request() instanceof RemovalRequest removal) {
            return earlier.isEmpty()
                    ? remove(attempt, removal)
                    : write(earlier.get(0).request(), new Origin(entry.id(), 0, 0));
        }
        DeviceWrite write = (DeviceWrite) entry.request();
        if (!earlier.isEmpty()) {
            // Parts that were sent keep their size, whatever the limit is now.
            return inParts(
                    entry,
                    write,
                    ((DeviceWrite) earlier.get(0).request()).devices().count());
        }
        if (entry.isPart() || write.devices().count() <= settings.deviceLimit) {
            return send(attempt, write);
        }
        // It may have been sent in one piece, when the limit was higher.
        return attempt.mayHaveArrived() && isTaken(entry, write)
                ? receipt(write)
                : inParts(entry, write, settings.deviceLimit);
    }

    /**
     * The service takes an upload back by its id. One that it cannot know by one id, because it was sent in parts or
     * through generation 1, is taken back by its devices.
     */
    private Receipt remove(Attempt attempt, RemovalRequest removal) {
        Optional<Entry> upload = holdings.uploadToRemove(removal);
        if (upload.isPresent() && holdings.isInParts(upload.get())) {
            return removeDevices(attempt, removal, upload.get());
        }
        try {
            return send(attempt, removal);
        } catch (RefusedException e) {
            if (upload.isPresent() && isUnknownTransaction(e)) {
                return removeDevices(attempt, removal, upload.get());
            }
            throw e;
        }
    }

    private Receipt removeDevices(Attempt attempt, RemovalRequest removal, Entry upload) {
        DeleteRequest deletion = removal.of(holdings.held(upload, attempt.entry()));
        return deletion.devices().count() == 0
                ? send(attempt, removal)
                : write(deletion, new Origin(attempt.entry().id(), 0, 0));
    }

    private static boolean isUnknownTransaction(RefusedException e) {
        return e.condition() == Condition.TRANSACTION_ID_INVALID || e.condition() == Condition.TRANSACTION_NOT_FOUND;
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
                            whole.label(),
                            "part %d of %d is not done: %s".formatted(origin.part(), parts.size(), e.getMessage()),
                            e,
                            true);
                }
            }
        }
        return new Receipt(whole.transaction(), Objects.requireNonNull(first).state(), first.unknown());
    }

    /** Sends a write, unless an earlier attempt of it is shown to be taken (contract, section 8.1). */
    private Receipt send(Attempt attempt, WriteRequest write) {
        if (attempt.mayHaveArrived() && isTaken(attempt.entry(), write)) {
            return receipt(write);
        }
        try {
            return program.write(once(write));
        } catch (RefusedException e) {
            if (!isFinal(e)) {
                throw e;
            }
            if (attempt.mayHaveArrived()) {
                return afterEarlierAttempt(attempt.entry(), write, e);
            }
            if (e.condition() == Condition.TRANSACTION_ID_DUPLICATE) {
                return takenByUnknown(attempt, write, e);
            }
            throw e;
        }
    }

    /** A device that is twice in one list is sent once: what the service would say of the second is not known. */
    private static WriteRequest once(WriteRequest write) {
        return write instanceof DeviceWrite named
                ? named.with(write.transaction(), named.devices().distinct())
                : write;
    }

    private Receipt afterEarlierAttempt(Entry entry, WriteRequest write, RefusedException refusal) {
        if (hasOther(entry, Entry::isAccepted)) {
            throw refusal;
        }
        Receipt receipt = Waiting.on(
                StatusRequest.of(write), () -> LostAnswers.afterEarlierAttempt(write, refusal, program::send));
        requireNoOtherInDoubt(entry, write);
        return receipt;
    }

    /** The id was taken at the first send: by another writer, or by a send that this ledger does not know. */
    private Receipt takenByUnknown(Attempt attempt, WriteRequest write, RefusedException refusal) {
        Entry entry = attempt.entry();
        if (hasOther(entry, LedgerWriter::mayHaveTakenTheId)) {
            attempt.contested = null;
            throw refusal;
        }
        Instant now = settings.clock.instant();
        if (attempt.contested == null) {
            attempt.contested = Instant.ofEpochMilli(now.toEpochMilli());
        }
        Sight sight = sight(write, refusal);
        if (sight == Sight.FITTING && !hasOther(entry, other -> true)) {
            attempt.sentElsewhere = entry.origin() == null;
            return receipt(write);
        }
        boolean lagging = LedgerProgram.isLagging(attempt.contested, settings);
        if (sight == Sight.ANOTHERS || !lagging) {
            if (sight == Sight.NOT_SHOWN) {
                settings.surprises.seen(
                        Assumption.TRANSACTION_ID_SCOPE, "40000014 for an id that the status does not show");
            }
            throw refusal;
        }
        throw new UnreachableException(
                write.label(),
                "its id is taken, and the service does not show yet by what: " + refusal.getMessage(),
                refusal,
                true);
    }

    /** Not a write whose id was taken when it was sent, or that the service refused. */
    private static boolean mayHaveTakenTheId(Entry other) {
        return other.isAccepted() || isInDoubt(other) || other.outcome() instanceof Outcome.Absent;
    }

    private Sight look(WriteRequest write) {
        return Waiting.on(StatusRequest.of(write), () -> LostAnswers.look(write, program::send));
    }

    /** While the service does not say, nothing is proved: the refusal may be about a send of this very write. */
    private Sight sight(WriteRequest write, RefusedException refusal) {
        try {
            return look(write);
        } catch (KdpException e) {
            refusal.addSuppressed(e);
            throw new UnreachableException(
                    write.label(),
                    "its id is taken, and by what could not be found out: " + e.getMessage(),
                    refusal,
                    true);
        }
    }

    private static Receipt receipt(WriteRequest write) {
        return new Receipt(write.transaction(), TransactionState.PROGRESS);
    }

    private boolean isTaken(Entry entry, WriteRequest write) {
        Sight sight;
        try {
            sight = look(write);
        } catch (KdpException e) {
            throw new UnreachableException(
                    write.label(),
                    "whether an earlier attempt arrived could not be found out: " + e.getMessage(),
                    e,
                    true);
        }
        if (sight != Sight.FITTING || hasOther(entry, Entry::isAccepted)) {
            return false;
        }
        requireNoOtherInDoubt(entry, write);
        return true;
    }

    /**
     * Two requests with different content and one id are never in doubt at the same time: a status that names failed devices
     * only could not tell which of them the service took.
     */
    private void requireNoOtherUnderWay(Entry entry) {
        try {
            List<Entry> writes = ledger.writes(reseller(), entry.request().transaction());
            if (writes.stream().anyMatch(write -> write.id().equals(entry.id()) && !mayBeSentAnew(write))) {
                return;
            }
            for (Entry other :
                    others(entry, writes).filter(LedgerWriter::isInDoubt).toList()) {
                requireSettled(entry, other);
            }
        } catch (LedgerException e) {
            throw e.notSent(entry.request().label());
        }
    }

    private void requireSettled(Entry entry, Entry other) {
        @Nullable KdpException trouble = null;
        try {
            if (settle(other) == Settling.Step.SETTLED) {
                return;
            }
        } catch (KdpException e) {
            trouble = e;
        }
        throw new RefusedLocallyException(
                entry.request().label(),
                Reason.LIMIT,
                "another request with this transaction id and other content is under way, or its answer was lost",
                trouble);
    }

    private static boolean mayBeSentAnew(Entry entry) {
        return entry.outcome() instanceof Outcome.Absent || entry.outcome() instanceof Outcome.Contested;
    }

    /** The status names failed devices only, so that one write could pass for another of its name. */
    private void requireNoOtherInDoubt(Entry entry, WriteRequest write) {
        if (hasOther(entry, LedgerWriter::isInDoubt)) {
            throw new UnreachableException(
                    write.label(),
                    "the service took a transaction of this id, but two requests with different content were sent under it",
                    null,
                    true);
        }
    }

    private boolean hasOther(Entry entry, Predicate<Entry> kind) {
        return others(entry, ledger.writes(reseller(), entry.request().transaction()))
                .anyMatch(kind);
    }

    /** The writes of the same transaction id that are neither steps of this one, nor have it as a step. */
    private static Stream<Entry> others(Entry entry, List<Entry> writes) {
        Map<String, Entry> byId = new LinkedHashMap<>();
        writes.forEach(write -> byId.put(write.id(), write));
        return byId.values().stream().filter(other -> !root(other, byId).equals(root(entry, byId)));
    }

    /** All steps of a write that are named like it come from one root. */
    private static String root(Entry entry, Map<String, Entry> byId) {
        Entry root = entry;
        while (root.origin() != null) {
            Entry origin = byId.get(root.origin().id());
            if (origin == null) {
                return root.origin().id();
            }
            root = origin;
        }
        return root.id();
    }

    private static boolean isInDoubt(Entry entry) {
        return entry.outcome() instanceof Outcome.Open;
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
     * Settles a write that is open and claimed by nobody.
     *
     * @throws KdpException if the service does not say what became of it
     */
    Settling.Step settle(Entry entry) {
        Claim claim = ledger.claim(entry);
        if (!claim.isGranted()) {
            return claim.right() == Right.SETTLED ? Settling.Step.SETTLED : Settling.Step.BUSY;
        }
        Outcome outcome = OPEN;
        boolean inSteps = true;
        try {
            List<Entry> steps = ledger.steps(entry.id());
            inSteps = !steps.isEmpty();
            outcome = inSteps ? foundOfSteps(entry, claim, steps) : found(entry);
        } finally {
            ledger.settle(entry.id(), outcome);
        }
        if (!(outcome instanceof Outcome.Open)) {
            return Settling.Step.SETTLED;
        }
        return inSteps ? Settling.Step.WAITING : Settling.Step.BUSY;
    }

    /** A write in steps is completed if one of them was done; else it was not begun, and its caller may do so. */
    private Outcome foundOfSteps(Entry entry, Claim claim, List<Entry> steps) {
        if (steps.stream().anyMatch(Entry::isAccepted)) {
            Attempt attempt = new Attempt(entry);
            attempt.gets(new Claim(Right.AGAIN, claim.outcome()));
            return new Outcome.Accepted(perform(attempt));
        }
        return steps.stream().anyMatch(LedgerWriter::isInDoubt) ? Outcome.open() : Outcome.absent();
    }

    /** What the service does not show is absent only when the status can no longer lag. */
    private Outcome found(Entry entry) {
        if (isTaken(entry, entry.request())) {
            return new Outcome.Accepted(receipt(entry.request()));
        }
        return LedgerProgram.isLagging(entry.since(), settings) ? Outcome.open() : Outcome.absent();
    }

    private ResellerId reseller() {
        return program.reseller();
    }
}
