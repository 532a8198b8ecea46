package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The devices that an upload registered and still holds, as far as the ledger knows: submitted, not failed, not deleted. */
final class Holdings {
    /** An accepted upload, and whether it was sent in parts. */
    record Upload(Entry entry, boolean isInParts) {}

    private final LedgerContext context;
    private final Ledger ledger;
    private final LedgerStatuses statuses;

    Holdings(LedgerContext context, LedgerStatuses statuses) {
        this.context = context;
        this.ledger = context.ledger();
        this.statuses = statuses;
    }

    /** Returns the upload that a removal names, if the ledger knows that the service accepted it. */
    Optional<Entry> upload(RemovalRequest removal) {
        return uploads(removal).filter(Entry::isAccepted).findFirst();
    }

    private Stream<Entry> uploads(RemovalRequest removal) {
        return ledger.writes(context.reseller(), removal.upload()).stream()
                .filter(entry -> entry.request() instanceof UploadRequest && entry.origin() == null);
    }

    /** Returns whether the upload that a removal names was sent in parts, whatever became of it. */
    boolean isInParts(RemovalRequest removal) {
        return uploads(removal).anyMatch(this::isInParts)
                || ledger.hasForgottenParts(context.reseller(), removal.upload());
    }

    private boolean isInParts(Entry upload) {
        return ledger.steps(upload.id()).stream().anyMatch(Entry::isPart);
    }

    /**
     * Returns the writes of unknown outcome that decide what a removal deletes: its upload and other deletions of the
     * upload's devices, each after its own steps.
     */
    List<Entry> toSettleBefore(Entry entry, RemovalRequest removal) {
        return uploads(removal)
                .flatMap(upload -> Stream.concat(Stream.of(upload), openDeletions(upload, entry)))
                .filter(Entry::isInDoubt)
                .flatMap(this::withSteps)
                .toList();
    }

    private Stream<Entry> openDeletions(Entry upload, Entry removal) {
        Set<String> keys = keys(((UploadRequest) upload.request()).devices().identifiers());
        return ledger.openDeletions(context.reseller()).stream()
                .filter(deletion -> !deletion.id().equals(removal.id()) && concerns(deletion, upload, keys));
    }

    private Stream<Entry> withSteps(Entry entry) {
        return Stream.concat(
                ledger.steps(entry.id()).stream().filter(Entry::isInDoubt).flatMap(this::withSteps), Stream.of(entry));
    }

    /**
     * Returns the same for a removal that is to be sent.
     *
     * @throws RefusedLocallyException if the upload was sent in parts that the ledger has forgotten: the service knows one
     *     of them by the id of the whole
     */
    Optional<Upload> uploadToRemove(RemovalRequest removal) {
        Optional<Entry> known = upload(removal);
        if (known.isEmpty() && ledger.hasForgottenParts(context.reseller(), removal.upload())) {
            throw new RefusedLocallyException(
                    removal.label(),
                    Reason.INVALID_REQUEST,
                    "upload " + removal.upload() + " was sent in parts that are no longer remembered here;"
                            + " delete its devices by their identifiers",
                    null);
        }
        return known.map(upload -> new Upload(upload, isInParts(upload)));
    }

    /**
     * Returns the devices that an upload held when another write was sent.
     *
     * @param moment the other write; later deletions do not count
     * @return fails with a {@link RefusedLocallyException} if the service still works on the upload, or on a deletion behind
     *     it
     */
    CompletionStage<Devices> held(Entry upload, Entry moment) {
        String operation = moment.request().label();
        return succeeded(statuses.of(upload), upload, operation)
                .thenCompose(registered -> context.ask(operation, () -> deletions(upload, moment, keys(registered)))
                        .thenCompose(deletions -> left(upload, registered, deletions, operation)));
    }

    /** A deletion by the upload's name deletes what those before it left, so each is asked for once, in turn. */
    private CompletionStage<Devices> left(
            Entry upload, List<String> registered, List<Entry> deletions, String operation) {
        Left left = new Left(
                new Devices(((UploadRequest) upload.request()).devices().type(), registered));
        return Stages.inTurn(
                        deletions,
                        deletion -> succeeded(statuses.ofDeletion(deletion, left.devices), deletion, operation)
                                .thenAccept(gone -> left.devices = without(gone, left.devices)))
                .thenApply(all -> left.devices);
    }

    /** The devices that are left after some deletions. */
    private static final class Left {
        private volatile Devices devices;

        private Left(Devices devices) {
            this.devices = devices;
        }
    }

    /** Returns the deletions of an upload's devices between the upload and another write. */
    private List<Entry> deletions(Entry upload, Entry moment, Set<String> keys) {
        List<Entry> deletions = ledger.deletions(
                context.reseller(), firstSent(upload), moment.since().plusMillis(1));
        Stream<Entry> ofTheSameTime = deletions.stream()
                .takeWhile(deletion -> !deletion.id().equals(moment.id()))
                .filter(deletion -> deletion.since().equals(moment.since()));
        return Stream.concat(
                        deletions.stream().filter(deletion -> deletion.since().isBefore(moment.since())), ofTheSameTime)
                .filter(deletion -> concerns(deletion, upload, keys))
                .toList();
    }

    /** A part may have been taken, and its devices deleted, before the whole was sent again. */
    private Instant firstSent(Entry upload) {
        return Stream.concat(Stream.of(upload), ledger.steps(upload.id()).stream())
                .map(Entry::since)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Devices without(List<String> deleted, Devices registered) {
        Set<String> gone = keys(deleted);
        return new Devices(
                registered.type(),
                registered.identifiers().stream()
                        .filter(id -> !gone.contains(DeviceKey.of(id)))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Set<String> keys(List<String> identifiers) {
        return identifiers.stream().map(DeviceKey::of).collect(Collectors.toSet());
    }

    /**
     * A removal of another upload, or a deletion of other devices, deletes none of this upload's devices, so its status is
     * not needed.
     */
    private static boolean concerns(Entry deletion, Entry upload, Set<String> keys) {
        if (deletion.request() instanceof RemovalRequest removal) {
            return removal.upload().equals(upload.request().transaction());
        }
        return ((DeviceWrite) deletion.request())
                .devices().identifiers().stream().map(DeviceKey::of).anyMatch(keys::contains);
    }

    /** Returns the devices that a write succeeded with, each once. */
    private static CompletionStage<List<String>> succeeded(
            CompletionStage<TransactionStatus> asked, Entry entry, String operation) {
        return asked.thenApply(status -> {
            if (!status.complete()) {
                throw new RefusedLocallyException(
                        operation,
                        Reason.LIMIT,
                        "the service still works on " + entry.request().label(),
                        null);
            }
            return status.devices().stream()
                    .filter(DeviceOutcome::succeeded)
                    .map(device -> device.id().value())
                    .distinct()
                    .toList();
        });
    }
}
