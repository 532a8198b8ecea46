package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.UnreachableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The other writes of a transaction id: with different content, and not steps of one write. A status names failed devices
 * only, so one of them could pass for another.
 */
record Namesakes(Ledger ledger) {
    /**
     * Returns the writes to look at before a write may be sent: those that are in doubt must be settled, and those that
     * their side does not know may leave it. The old service judges repeats itself.
     */
    List<Entry> before(Entry entry) {
        List<Entry> writes = ledger.writes(entry.reseller(), entry.request().transaction());
        if (writes.isEmpty()) {
            return writes;
        }
        boolean known = writes.stream().anyMatch(write -> write.id().equals(entry.id()) && !mayBeSentAnew(write));
        return known
                ? List.of()
                : Stream.concat(
                                others(entry, writes)
                                        .filter(other -> other.isInDoubt() && other.generation() == Generation.GEN2),
                                writes.stream().filter(Namesakes::isAbsentWhole))
                        .toList();
    }

    private static boolean isAbsentWhole(Entry write) {
        return write.origin() == null && write.outcome() instanceof Outcome.Absent;
    }

    private static boolean mayBeSentAnew(Entry entry) {
        return entry.outcome() instanceof Outcome.Absent || entry.outcome() instanceof Outcome.Contested;
    }

    boolean hasOther(Entry entry, Predicate<Entry> kind) {
        return others(entry, ledger.writes(entry.reseller(), entry.request().transaction()))
                .anyMatch(kind);
    }

    /**
     * Requires that the accepted transaction is this write.
     *
     * @throws UnreachableException if it may be another one
     */
    void requireNoneInDoubt(Entry entry, WriteRequest write) {
        if (hasOther(entry, Entry::isInDoubt)) {
            throw new UnreachableException(
                    write.label(),
                    "the service took a transaction of this id, but two requests with different content were sent under it",
                    null,
                    true);
        }
    }

    private static Stream<Entry> others(Entry entry, List<Entry> writes) {
        Map<String, Entry> byId = new LinkedHashMap<>();
        writes.forEach(write -> byId.put(write.id(), write));
        return byId.values().stream().filter(other -> !root(other, byId).equals(root(entry, byId)));
    }

    /** All steps of a write under its own transaction id have one root. */
    private static String root(Entry entry, Map<String, Entry> byId) {
        Entry root = entry;
        while (root.origin() != null) {
            Entry origin = byId.get(root.origin().id());
            if (origin == null) {
                return root.origin().id();
            }
            root = origin;
        }
        return root.id();
    }
}
