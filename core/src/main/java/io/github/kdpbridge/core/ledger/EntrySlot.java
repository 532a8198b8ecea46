package io.github.kdpbridge.core.ledger;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Ints;
import io.github.kdpbridge.core.UploadRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The place of an entry in an {@link EntryTable}: a small accepted write of a caller as bytes, any other as an object. For one
 * thread at a time.
 */
final class EntrySlot {
    /** The hash of the entry's {@linkplain Entry#name name}. */
    final int hash;
    /** The estimated size of the entry, in bytes. */
    final int weight;

    /** The next slot of the same bucket. */
    @Nullable EntrySlot next;
    /** The neighbours in the order of the first claims. */
    EntrySlot before = this;

    EntrySlot after = this;

    /** One of these two is null; both are at the ends of a table. */
    private @Nullable Entry entry;

    private byte @Nullable [] packed;

    EntrySlot(int hash, long weight) {
        this.hash = hash;
        this.weight = Ints.saturatedCast(weight);
    }

    /**
     * Holds another state of the entry.
     *
     * @param scratch as in {@link PackedEntry#pack}
     */
    void set(Entry state, ByteBuffer scratch) {
        packed = PackedEntry.pack(state, scratch);
        entry = packed == null ? state : null;
    }

    Entry entry() {
        return packed == null ? requireNonNull(entry, "an empty slot") : PackedEntry.unpack(packed);
    }

    String id() {
        return packed == null ? entry().id() : PackedEntry.id(packed);
    }

    Instant since() {
        return packed == null ? entry().since() : PackedEntry.since(packed);
    }

    boolean isUpload() {
        return packed == null ? entry().request() instanceof UploadRequest : PackedEntry.isUpload(packed);
    }

    boolean hasContent(String content) {
        return packed == null ? entry().content().equals(content) : PackedEntry.hasContent(packed, content);
    }

    /** Returns whether the entry is held as bytes. One whose outcome is unknown never is. */
    boolean isPacked() {
        return packed != null;
    }
}
