package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells {@link RepeatedUploads} of an upload that was sent before under another id (contract, section 8.1). */
record RepeatSearch(LedgerContext context, Holdings holdings) {
    /** Searches for the earlier upload, once an upload, if the service reports devices that are registered already. */
    CompletionStage<@Nullable Void> tellOf(Entry entry, TransactionStatus complete) {
        Set<String> there = complete.devices().stream()
                .filter(RepeatSearch::isThere)
                .map(device -> device.id().value())
                .collect(Collectors.toSet());
        if (there.isEmpty() || !(entry.request() instanceof UploadRequest)) {
            return CompletableFuture.completedFuture(null);
        }
        return context.ask(entry.request().label(), () -> earlier(entry))
                .thenCompose(upload -> upload.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : tellOf(entry, upload.get(), there));
    }

    private Optional<Entry> earlier(Entry entry) {
        Ledger ledger = context.ledger();
        return ledger.kept(entry.id()).isPresent() ? Optional.empty() : ledger.earlierOfSameContent(entry);
    }

    /** The earlier upload may have failed too, or its devices may be deleted since. If that is unknown, nothing is told. */
    private CompletionStage<@Nullable Void> tellOf(Entry entry, Entry upload, Set<String> there) {
        return Stages.recover(
                        holdings.held(upload, entry)
                                .thenApply(held -> held.identifiers().stream().anyMatch(there::contains)),
                        unknown -> CompletableFuture.completedFuture(false))
                .thenAccept(holds -> {
                    if (holds) {
                        context.settings()
                                .repeatedUploads
                                .seen(
                                        entry.request().transaction(),
                                        upload.request().transaction());
                    }
                });
    }

    private static boolean isThere(DeviceOutcome device) {
        return device.error() != null && device.error().condition() == Condition.DEVICE_DUPLICATE;
    }
}
