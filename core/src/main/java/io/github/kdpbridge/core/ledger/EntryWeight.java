package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.PackedIdentifiers;

/** About how many bytes a write takes in memory. */
final class EntryWeight {
    /** An entry without its devices, with its places in the maps. */
    static final int OF_ENTRY = 1024;
    /** A name that stays of an entry. */
    static final int OF_NAME = 160;
    /** By which identifier a device was registered. */
    static final int OF_UPLOADED_NAME = 200;
    /** A failed device of a status. */
    static final int OF_OUTCOME = 250;

    private static final int OF_STRING = 56;

    private EntryWeight() {}

    /** A part shares its identifiers with the whole. */
    static long of(Entry entry) {
        return OF_ENTRY
                + (!entry.isPart() && entry.request() instanceof DeviceWrite write ? devices(write.devices()) : 0);
    }

    private static long devices(Devices devices) {
        return devices.identifiers() instanceof PackedIdentifiers packed
                ? (long) packed.width() * packed.size()
                : devices.identifiers().stream()
                        .mapToLong(id -> OF_STRING + id.length())
                        .sum();
    }
}
