package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UploadRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entries in the order of their first claims, by id, transaction and origin. For one thread at a time. */
final class EntryIndex {
    private static final Comparator<Entry> STEPS_FIRST =
            Comparator.comparing((Entry entry) -> !entry.isPart()).thenComparing(entry -> entry.origin() == null);

    private static final Comparator<Entry> BY_PART = Comparator.comparing(
            entry -> entry.origin() == null ? 0 : entry.origin().part());

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** The ids of a transaction's writes, by their common first half. */
    private final ListMultimap<String, String> byName = ids();

    private final ListMultimap<String, String> byOrigin = ids();
    private long bytes;

    /** Nearly every transaction has one write. */
    private static ListMultimap<String, String> ids() {
        return MultimapBuilder.hashKeys().arrayListValues(1).build();
    }

    /** Returns the estimated size of the entries. */
    long bytes() {
        return bytes;
    }

    Collection<Entry> all() {
        return entries.values();
    }

    @Nullable Entry get(String id) {
        return entries.get(id);
    }

    List<Entry> named(String name) {
        return all(byName.get(name));
    }

    /** Returns the steps of a write, parts in their order. */
    List<Entry> steps(String origin) {
        List<Entry> steps = all(byOrigin.get(origin));
        steps.sort(BY_PART);
        return steps;
    }

    /** Returns the deletions and removals of callers. */
    Stream<Entry> deletions(ResellerId reseller) {
        return all().stream()
                .filter(entry -> entry.reseller().equals(reseller)
                        && !(entry.request() instanceof UploadRequest)
                        && entry.origin() == null);
    }

    /** Returns the open entries of a reseller, parts and other steps before their wholes. */
    Stream<Entry> open(ResellerId reseller) {
        return all().stream()
                .filter(entry -> entry.reseller().equals(reseller) && entry.isInDoubt())
                .sorted(STEPS_FIRST);
    }

    /** Returns an entry and all steps below it. */
    List<Entry> withSteps(Entry entry) {
        List<Entry> all = new ArrayList<>(1);
        all.add(entry);
        steps(entry.id()).forEach(step -> all.addAll(withSteps(step)));
        return all;
    }

    private List<Entry> all(List<String> ids) {
        List<Entry> all = new ArrayList<>(ids.size());
        for (String id : ids) {
            Entry entry = entries.get(id);
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    /** Returns the earlier entries of the same reseller and content. */
    Stream<Entry> before(Entry entry) {
        return all().stream()
                .takeWhile(earlier -> !earlier.id().equals(entry.id()))
                .filter(earlier -> earlier.content().equals(entry.content())
                        && earlier.reseller().equals(entry.reseller()));
    }

    Backlog backlog() {
        List<Entry> open = all().stream().filter(Entry::isInDoubt).toList();
        return new Backlog(open.size(), eldest(open), eldest(all()));
    }

    private static @Nullable Instant eldest(Collection<Entry> all) {
        return all.stream().map(Entry::since).min(Comparator.naturalOrder()).orElse(null);
    }

    void add(Entry entry) {
        entries.put(entry.id(), entry);
        byName.put(entry.name(), entry.id());
        if (entry.origin() != null) {
            byOrigin.put(entry.origin().id(), entry.id());
        }
        bytes += EntryWeight.of(entry);
    }

    /** Replaces an entry by another state of it. */
    void replace(Entry entry) {
        entries.put(entry.id(), entry);
    }

    /** Removes an entry; returns null if it is absent. */
    @Nullable Entry remove(String id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            byName.remove(entry.name(), id);
            if (entry.origin() != null) {
                byOrigin.remove(entry.origin().id(), id);
            }
            bytes -= EntryWeight.of(entry);
        }
        return entry;
    }

    void clear() {
        entries.clear();
        byName.clear();
        byOrigin.clear();
        bytes = 0;
    }
}
