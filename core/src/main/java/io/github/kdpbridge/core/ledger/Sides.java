package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.Generation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The sides of transactions in memory. For one thread at a time. */
final class Sides {
    private final EntryIndex entries;
    private final boolean keepsAll;
    /** Of transaction ids without an entry, by their {@link Entry#name}. */
    private final Map<String, Generation> pins = new HashMap<>();

    /**
     * Creates an empty map.
     *
     * @param keepsAll whether the side of a dropped entry is kept
     */
    Sides(EntryIndex entries, boolean keepsAll) {
        this.entries = entries;
        this.keepsAll = keepsAll;
    }

    /** Returns the side of a new write. A step belongs to the side of its write, not to that of its own id. */
    Side of(Entry entry, Side ofItsCustomer) {
        Entry origin =
                entry.origin() == null ? null : entries.get(entry.origin().id());
        Optional<Generation> pin = origin == null ? pin(entry.name()) : Optional.of(origin.generation());
        return pin.map(side -> new Side(side, false)).orElse(ofItsCustomer);
    }

    Optional<Generation> pin(String name) {
        List<Entry> writes = entries.named(name);
        return writes.isEmpty()
                ? Optional.ofNullable(pins.get(name))
                : Optional.of(writes.get(0).generation());
    }

    void pin(String name, Generation side) {
        pins.put(name, side);
    }

    /** Moves a name with its writes and their steps, unless one is claimed. */
    boolean move(String name, Generation side, Set<String> claimed) {
        List<Entry> writes = entries.named(name).stream()
                .flatMap(write -> entries.idsWithSteps(write.id()).stream())
                .distinct()
                .flatMap(id -> Stream.ofNullable(entries.get(id)))
                .toList();
        boolean isFree = writes.stream().noneMatch(entry -> claimed.contains(entry.id()));
        if (isFree) {
            writes.forEach(entry -> entries.replace(entry.on(side)));
            pin(name, side);
        }
        return isFree;
    }

    /** Keeps the side of an entry that is dropped. */
    void drop(EntrySlot slot) {
        if (keepsAll) {
            Entry entry = slot.entry();
            pins.put(entry.name(), entry.generation());
        }
    }

    void clear() {
        pins.clear();
    }
}
