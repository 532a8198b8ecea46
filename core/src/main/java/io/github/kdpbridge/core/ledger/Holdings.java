package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The devices that an upload registered and still holds, as far as the ledger knows: submitted, not failed, not deleted. */
final class Holdings {
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
        return ledger.writes(context.reseller(), removal.upload()).stream()
                .filter(entry -> entry.request() instanceof UploadRequest && entry.origin() == null)
                .filter(Entry::isAccepted)
                .findFirst();
    }

    /**
     * Returns the same for a removal that is to be sent.
     *
     * @throws RefusedLocallyException if the upload was sent in parts that the ledger has forgotten: the service knows one
     *     of them by the id of the whole
     */
    Optional<Entry> uploadToRemove(RemovalRequest removal) {
        Optional<Entry> known = upload(removal);
        if (known.isEmpty() && ledger.hasForgottenParts(context.reseller(), removal.upload())) {
            throw new RefusedLocallyException(
                    removal.label(),
                    Reason.INVALID_REQUEST,
                    "upload " + removal.upload() + " was sent in parts that are no longer remembered here;"
                            + " delete its devices by their identifiers",
                    null);
        }
        return known;
    }

    boolean isInParts(Entry upload) {
        return ledger.steps(upload.id()).stream().anyMatch(Entry::isPart);
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
        return succeeded(upload, operation)
                .thenCompose(registered -> context.ask(operation, () -> deletions(upload, moment, keys(registered)))
                        .thenCompose(deletions -> Stages.inTurn(deletions, each -> succeeded(each, operation)))
                        .thenApply(deleted -> new Devices(
                                ((UploadRequest) upload.request()).devices().type(), without(deleted, registered))));
    }

    /** Returns the deletions of an upload's devices between the upload and another write. */
    private List<Entry> deletions(Entry upload, Entry moment, Set<String> keys) {
        return ledger
                .deletions(context.reseller(), upload.since(), moment.since().plusMillis(1))
                .stream()
                .takeWhile(deletion -> !deletion.id().equals(moment.id()))
                .filter(deletion -> concerns(deletion, upload, keys))
                .toList();
    }

    private static List<String> without(List<List<String>> deleted, List<String> registered) {
        Set<String> gone =
                deleted.stream().flatMap(List::stream).map(DeviceKey::of).collect(Collectors.toSet());
        return registered.stream()
                .filter(id -> !gone.contains(DeviceKey.of(id)))
                .collect(ImmutableList.toImmutableList());
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
    private CompletionStage<List<String>> succeeded(Entry entry, String operation) {
        return statuses.of(entry).thenApply(status -> {
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
