package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeviceOutcomes;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.TransactionStatus;

/** The estimated size of a write in memory, in bytes. */
final class EntryWeight {
    /** An entry without its devices, with its place in the index. Once it is packed, it takes a third; it counts as before. */
    static final int OF_ENTRY = 1024;
    /** The transaction of a dropped entry: its hash. */
    static final int OF_NAME = Long.BYTES;
    /** The identifier that a device was uploaded by. */
    static final int OF_UPLOADED_NAME = 200;

    private EntryWeight() {}

    /** The parts of a write share its identifiers. */
    static long of(Entry entry) {
        return !entry.isPart() && entry.request() instanceof DeviceWrite write
                ? OF_ENTRY + write.devices().identifiers().memory()
                : OF_ENTRY;
    }

    static long of(TransactionStatus status) {
        return OF_ENTRY + DeviceOutcomes.copyOf(status.devices()).memory();
    }
}
