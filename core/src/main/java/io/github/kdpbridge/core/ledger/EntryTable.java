package io.github.kdpbridge.core.ledger;

import com.google.common.collect.AbstractIterator;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of their first claims, by id and by name. A hash table whose slots are its own list: one object for an
 * entry in place of the nodes, keys and lists of two collections. For one thread at a time.
 */
final class EntryTable implements Iterable<EntrySlot> {
    private static final int LEAST_BUCKETS = 16;
    private static final HashFunction HASH = Hashing.goodFastHash(Integer.SIZE);

    private final ByteBuffer scratch = PackedEntry.scratch();
    /** Before the first slot and behind the last one. */
    private final EntrySlot ends = new EntrySlot(0, 0);
    /** Slots by their hashes, each list in the order of the first claims; a power of 2, and more than there are slots. */
    private @Nullable EntrySlot[] buckets = new EntrySlot[LEAST_BUCKETS];

    private int size;

    /** Returns the slots, of which none may be added or removed meanwhile. */
    @Override
    public Iterator<EntrySlot> iterator() {
        return new AbstractIterator<>() {
            private EntrySlot last = ends;

            @Override
            protected @Nullable EntrySlot computeNext() {
                if (last.after == last && last != ends) {
                    throw new ConcurrentModificationException("a slot was removed while it was visited");
                }
                last = last.after;
                return last == ends ? endOfData() : last;
            }
        };
    }

    @Override
    public Spliterator<EntrySlot> spliterator() {
        return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL);
    }

    @Nullable EntrySlot find(String id) {
        int hash = hash(Entry.name(id));
        EntrySlot slot = buckets[bucket(hash)];
        while (slot != null && !(slot.hash == hash && slot.id().equals(id))) {
            slot = slot.next;
        }
        return slot;
    }

    /** Returns the entries with this {@linkplain Entry#name name}. */
    List<Entry> named(String name) {
        List<Entry> named = new ArrayList<>(1);
        int hash = hash(name);
        for (EntrySlot slot = buckets[bucket(hash)]; slot != null; slot = slot.next) {
            if (slot.hash == hash && slot.id().startsWith(name)) {
                named.add(slot.entry());
            }
        }
        return named;
    }

    /** Adds an entry that is not there; returns its slot. */
    EntrySlot add(Entry entry, long weight) {
        if (size + 1 == buckets.length) { // first, so that without memory nothing has changed
            buckets = new EntrySlot[2 * buckets.length];
            for (EntrySlot each = ends.after; each != ends; each = each.after) {
                chain(each);
            }
        }
        EntrySlot slot = new EntrySlot(hash(entry.name()), weight);
        set(slot, entry);
        slot.before = ends.before;
        slot.after = ends;
        ends.before.after = slot;
        ends.before = slot;
        size++;
        chain(slot);
        return slot;
    }

    void set(EntrySlot slot, Entry entry) {
        slot.set(entry, scratch);
    }

    void remove(EntrySlot slot) {
        int bucket = bucket(slot.hash);
        EntrySlot previous = null;
        for (EntrySlot each = buckets[bucket]; each != slot && each != null; each = each.next) {
            previous = each;
        }
        if (previous == null) {
            buckets[bucket] = slot.next;
        } else {
            previous.next = slot.next;
        }
        slot.before.after = slot.after;
        slot.after.before = slot.before;
        slot.next = null; // or, in the old generation, it would keep later ones
        slot.before = slot;
        slot.after = slot;
        size--;
    }

    void clear() {
        buckets = new EntrySlot[LEAST_BUCKETS];
        ends.before = ends;
        ends.after = ends;
        size = 0;
    }

    private void chain(EntrySlot slot) {
        slot.next = null;
        int bucket = bucket(slot.hash);
        EntrySlot last = buckets[bucket];
        if (last == null) {
            buckets[bucket] = slot;
            return;
        }
        while (last.next != null) {
            last = last.next;
        }
        last.next = slot;
    }

    private int bucket(int hash) {
        return hash & (buckets.length - 1);
    }

    /** Differs from process to process, so that no caller can choose transaction ids that crowd in one bucket. */
    static int hash(String name) {
        return HASH.hashUnencodedChars(name).asInt();
    }
}
