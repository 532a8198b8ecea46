package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A write that names its devices. */
public sealed interface DeviceWrite extends WriteRequest permits UploadRequest, DeleteRequest {
    /** Returns the devices. */
    Devices devices();

    /** Returns what the service calls its transaction. */
    TransactionType type();

    /** Returns the same write of other devices, under another transaction id. */
    DeviceWrite with(TransactionId transaction, Devices devices);

    /**
     * Returns whether a transaction that the service knows by this write's id is this write, as far as it shows: it is
     * of the same type, and of the same devices, of which one that is in progress may not show all. An older transaction
     * of the same devices cannot be told from this one.
     */
    default boolean is(TransactionStatus found) {
        if (!found.type().equals(type())) {
            return false;
        }
        Set<String> asked = identifiers(devices().identifiers().stream());
        Set<String> seen =
                identifiers(found.devices().stream().map(DeviceOutcome::id).map(DeviceId::value));
        return found.complete() ? seen.equals(asked) : asked.containsAll(seen);
    }

    private static Set<String> identifiers(Stream<String> identifiers) {
        return identifiers.map(id -> id.strip().toUpperCase(Locale.ROOT)).collect(ImmutableSet.toImmutableSet());
    }
}
