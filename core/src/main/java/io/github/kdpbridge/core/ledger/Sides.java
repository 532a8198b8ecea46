package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.Generation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sides of transactions in memory. For one thread at a time. */
final class Sides {
    private final EntryIndex entries;
    private final @Nullable Function<Entry, Side> router;
    /** Of transaction ids without an entry, by their {@link Entry#name}. */
    private final Map<String, Generation> pins = new HashMap<>();

    /**
     * Creates an empty map.
     *
     * @param router decides the side of a new write; null if there is generation 2 only
     */
    Sides(EntryIndex entries, @Nullable Function<Entry, Side> router) {
        this.entries = entries;
        this.router = router;
    }

    /** Returns the side of a new write. A step belongs to the side of its write, not to that of its own id. */
    Side of(Entry entry) {
        if (router == null) {
            return Side.GEN2;
        }
        Entry origin =
                entry.origin() == null ? null : entries.get(entry.origin().id());
        Optional<Generation> pin = origin == null ? pin(entry.name()) : Optional.of(origin.generation());
        return pin.map(side -> new Side(side, false)).orElseGet(() -> router.apply(entry));
    }

    Optional<Generation> pin(String name) {
        return entries.named(name).map(Entry::generation).findFirst().or(() -> Optional.ofNullable(pins.get(name)));
    }

    void pin(String name, Generation side) {
        pins.put(name, side);
    }

    /** Keeps the side of an entry that is dropped. */
    void drop(Entry entry) {
        if (router != null) {
            pins.put(entry.name(), entry.generation());
        }
    }

    void clear() {
        pins.clear();
    }
}
