package io.github.kdpbridge.core.ledger;

import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Streams;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entries in the order of their first claims, by id, transaction and origin. For one thread at a time. */
final class EntryIndex {
    private static final Comparator<Entry> STEPS_FIRST =
            Comparator.comparing((Entry entry) -> !entry.isPart()).thenComparing(entry -> entry.origin() == null);

    private static final Comparator<Entry> BY_PART = Comparator.comparing(
            entry -> entry.origin() == null ? 0 : entry.origin().part());

    private final EntryTable entries = new EntryTable();
    private final ListMultimap<String, String> byOrigin =
            MultimapBuilder.hashKeys().arrayListValues().build();
    private long bytes;

    /** Returns the estimated size of the entries. */
    long bytes() {
        return bytes;
    }

    /** Returns the entries, each made when it is asked for; none may be added or removed meanwhile. */
    Iterable<Entry> all() {
        return Iterables.transform(entries, EntrySlot::entry);
    }

    @Nullable Entry get(String id) {
        EntrySlot slot = entries.find(id);
        return slot == null ? null : slot.entry();
    }

    List<Entry> named(String name) {
        return entries.named(name);
    }

    /** Returns the steps of a write, parts in their order. */
    List<Entry> steps(String origin) {
        return byOrigin.get(origin).stream()
                .flatMap(id -> Stream.ofNullable(get(id)))
                .sorted(BY_PART)
                .toList();
    }

    /** Returns the deletions and removals of callers. */
    Stream<Entry> deletions(ResellerId reseller) {
        return stream()
                .filter(slot -> !slot.isUpload())
                .map(EntrySlot::entry)
                .filter(entry -> entry.reseller().equals(reseller) && entry.origin() == null);
    }

    /** Returns the open entries of a reseller, parts and other steps before their wholes. */
    Stream<Entry> open(ResellerId reseller) {
        return open().filter(entry -> entry.reseller().equals(reseller)).sorted(STEPS_FIRST);
    }

    /** Returns whether an entry is a step of one that is here. */
    boolean isStep(EntrySlot slot) {
        Origin origin = slot.isPacked() ? null : slot.entry().origin();
        return origin != null && entries.find(origin.id()) != null;
    }

    boolean isInDoubt(String id) {
        EntrySlot slot = entries.find(id);
        return slot != null && !slot.isPacked() && slot.entry().isInDoubt();
    }

    /** Returns the id of an entry, and those of all steps below it. */
    List<String> idsWithSteps(String id) {
        List<String> all = new ArrayList<>(1);
        all.add(id);
        byOrigin.get(id).forEach(step -> all.addAll(idsWithSteps(step)));
        return all;
    }

    /** Returns the earlier entries of the same reseller and content. */
    Stream<Entry> before(Entry entry) {
        EntrySlot own = entries.find(entry.id());
        String content = entry.content();
        return stream()
                .takeWhile(slot -> slot != own)
                .filter(slot -> slot.hasContent(content))
                .map(EntrySlot::entry)
                .filter(earlier -> earlier.reseller().equals(entry.reseller()));
    }

    Backlog backlog() {
        List<Entry> open = open().toList();
        return new Backlog(
                open.size(),
                eldest(open.stream().map(Entry::since)),
                eldest(stream().map(EntrySlot::since)));
    }

    private static @Nullable Instant eldest(Stream<Instant> all) {
        return all.min(Comparator.naturalOrder()).orElse(null);
    }

    private Stream<Entry> open() {
        return stream().filter(slot -> !slot.isPacked()).map(EntrySlot::entry).filter(Entry::isInDoubt);
    }

    /** Returns the slots in the order of the first claims; none may be added or removed meanwhile. */
    Iterable<EntrySlot> slots() {
        return entries;
    }

    private Stream<EntrySlot> stream() {
        return Streams.stream(entries);
    }

    void add(Entry entry) {
        EntrySlot slot = entries.add(entry, EntryWeight.of(entry));
        bytes += slot.weight;
        if (entry.origin() != null) {
            byOrigin.put(entry.origin().id(), entry.id());
        }
    }

    /** Replaces an entry by another state of it; adds nothing if it is absent. */
    void replace(Entry entry) {
        EntrySlot slot = entries.find(entry.id());
        if (slot != null) {
            entries.set(slot, entry);
        }
    }

    /** Removes an entry; returns the slot that has it, or null if it is absent. */
    @Nullable EntrySlot remove(String id) {
        EntrySlot slot = entries.find(id);
        if (slot == null) {
            return null;
        }
        entries.remove(slot);
        Origin origin = slot.isPacked() ? null : slot.entry().origin();
        if (origin != null) {
            byOrigin.remove(origin.id(), id);
        }
        bytes -= slot.weight;
        return slot;
    }

    void clear() {
        entries.clear();
        byOrigin.clear();
        bytes = 0;
    }
}
