package io.github.kdpbridge.core.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.ledger.Claim.Right;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that ends with its process: after a crash, only the service knows which writes arrived.
 *
 * <p>Holds the most recent writes, up to an estimated number of bytes, and all open ones. A write is dropped with its steps,
 * and an upload with the identifiers that it registered. The transaction id of a dropped write stays as long as there is
 * room, so that its status is reported as unknown and not as the failed devices alone.
 */
public final class InMemoryLedger implements Ledger {
    /** The standard size of the writes: 64 MiB. */
    public static final long STANDARD_BYTES = 64L << 20;

    private static final Comparator<Entry> BY_PART = Comparator.comparing(
            entry -> entry.origin() == null ? 0 : entry.origin().part());
    private static final Comparator<Entry> STEPS_FIRST =
            Comparator.comparing((Entry entry) -> !entry.isPart()).thenComparing(entry -> entry.origin() == null);

    private final long bytesHeld;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** The ids of a transaction's writes, by their common first half. */
    private final SetMultimap<String, String> byName = LinkedHashMultimap.create();

    private final SetMultimap<String, String> byOrigin = LinkedHashMultimap.create();
    private final Map<String, TransactionStatus> kept = new HashMap<>();
    private final UploadedIdentifiers uploadedAs = new UploadedIdentifiers();
    private final Set<String> claimed = new HashSet<>();
    private final Set<String> forgotten = new LinkedHashSet<>();
    private boolean forgottenUntold;
    /** The size of the entries and the kept statuses. */
    private long bytes;

    private InMemoryLedger(long bytesHeld) {
        checkArgument(bytesHeld >= 0, "bytesHeld must be 0 or more, not %s", bytesHeld);
        this.bytesHeld = bytesHeld;
    }

    /** Returns an empty ledger of {@link #STANDARD_BYTES}. */
    public static InMemoryLedger create() {
        return new InMemoryLedger(STANDARD_BYTES);
    }

    /**
     * Returns an empty ledger.
     *
     * @param bytes the most bytes of its writes; an IMEI takes 15 if all identifiers of its request have one length, as in
     *     nearly all requests
     */
    public static InMemoryLedger holding(long bytes) {
        return new InMemoryLedger(bytes);
    }

    /** Answers on the calling thread: nothing here waits. */
    @Override
    public <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return Stages.of(question);
    }

    @Override
    public synchronized Claim claim(Entry entry) {
        Entry known = entries.get(entry.id());
        if (known == null) {
            add(entry);
            claimed.add(entry.id());
            return new Claim(Right.FIRST, entry.outcome());
        }
        Outcome outcome = known.outcome();
        if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Refused) {
            return new Claim(Right.SETTLED, outcome);
        }
        if (!claimed.add(entry.id())) {
            return new Claim(Right.BUSY, outcome);
        }
        entries.put(entry.id(), outcome instanceof Outcome.Contested ? entry.with(outcome) : entry);
        return new Claim(Right.AGAIN, outcome);
    }

    @Override
    public synchronized boolean settle(String id, Outcome outcome) {
        claimed.remove(id);
        Entry settled = entries.computeIfPresent(id, (unused, entry) -> entry.with(outcome));
        if (settled != null && settled.isAccepted()) {
            uploadedAs.accepted(settled);
        }
        dropEldest();
        return true;
    }

    @Override
    public synchronized boolean forget(String id) {
        claimed.remove(id);
        drop(id);
        return true;
    }

    @Override
    public synchronized List<Entry> steps(String origin) {
        return stream(byOrigin.get(origin)).sorted(BY_PART).toList();
    }

    @Override
    public synchronized List<Entry> writes(ResellerId reseller, TransactionId transaction) {
        return stream(byName.get(Entry.idsOf(reseller, transaction))).toList();
    }

    @Override
    public synchronized List<Entry> deletions(ResellerId reseller, Instant from, Instant until) {
        return deletions(reseller)
                .filter(entry -> entry.isAccepted()
                        && !entry.since().isBefore(from)
                        && entry.since().isBefore(until))
                .toList();
    }

    @Override
    public synchronized List<Entry> openDeletions(ResellerId reseller) {
        return deletions(reseller).filter(Entry::isInDoubt).toList();
    }

    private Stream<Entry> deletions(ResellerId reseller) {
        return entries.values().stream()
                .filter(entry -> entry.reseller().equals(reseller)
                        && !(entry.request() instanceof UploadRequest)
                        && entry.origin() == null);
    }

    @Override
    public synchronized Optional<Entry> earlierOfSameContent(Entry entry) {
        return entries.values().stream()
                .takeWhile(earlier -> !earlier.id().equals(entry.id()))
                .filter(earlier -> earlier.content().equals(entry.content())
                        && earlier.reseller().equals(entry.reseller())
                        && earlier.isAccepted()
                        && !earlier.since().isBefore(entry.since().minus(REPEATS)))
                .reduce((first, second) -> second);
    }

    @Override
    public synchronized void keep(String id, TransactionStatus status) {
        if (entries.containsKey(id) && kept.putIfAbsent(id, status) == null) {
            bytes += weight(status);
            dropEldest();
        }
    }

    @Override
    public synchronized Optional<TransactionStatus> kept(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public synchronized Optional<Backlog> backlog() {
        List<Entry> open = entries.values().stream()
                .filter(entry -> entry.outcome() instanceof Outcome.Open)
                .toList();
        return Optional.of(new Backlog(open.size(), eldest(open), eldest(entries.values())));
    }

    private static @Nullable Instant eldest(Collection<Entry> all) {
        return all.stream().map(Entry::since).min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public synchronized Map<String, DeviceId> uploadedAs(ResellerId reseller, Set<String> keys) {
        return uploadedAs.of(reseller, keys);
    }

    @Override
    public synchronized boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction) {
        return forgottenUntold || forgotten.contains(Entry.idsOf(reseller, transaction));
    }

    @Override
    public synchronized List<String> abandoned(ResellerId reseller) {
        return entries.values().stream()
                .filter(entry -> entry.reseller().equals(reseller))
                .filter(entry -> entry.outcome() instanceof Outcome.Open && !claimed.contains(entry.id()))
                .sorted(STEPS_FIRST)
                .map(Entry::id)
                .limit(MOST_ABANDONED)
                .toList();
    }

    @Override
    public synchronized Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Deletes everything. */
    public synchronized void clear() {
        entries.clear();
        byName.clear();
        byOrigin.clear();
        kept.clear();
        uploadedAs.clear();
        claimed.clear();
        forgotten.clear();
        forgottenUntold = false;
        bytes = 0;
    }

    /** Deletes everything. */
    @Override
    public void close() {
        clear();
    }

    private Stream<Entry> stream(Set<String> ids) {
        return ids.stream().flatMap(id -> Stream.ofNullable(entries.get(id)));
    }

    private void add(Entry entry) {
        entries.put(entry.id(), entry);
        byName.put(name(entry.id()), entry.id());
        if (entry.origin() != null) {
            byOrigin.put(entry.origin().id(), entry.id());
        }
        bytes += EntryWeight.of(entry);
    }

    private void drop(String id) {
        Entry entry = entries.remove(id);
        if (entry == null) {
            return;
        }
        byName.remove(name(id), id);
        if (entry.origin() != null) {
            byOrigin.remove(entry.origin().id(), id);
        }
        bytes -= EntryWeight.of(entry);
        uploadedAs.dropped(entry);
        TransactionStatus status = kept.remove(id);
        if (status != null) {
            bytes -= weight(status);
        }
    }

    private long used() {
        return bytes + uploadedAs.bytes() + (long) forgotten.size() * EntryWeight.OF_NAME;
    }

    private void dropEldest() {
        while (used() > bytesHeld) {
            Optional<Entry> eldest =
                    entries.values().stream().filter(this::isSettledWhole).findFirst();
            if (eldest.isEmpty()) { // nothing else is left to drop
                forgottenUntold |= !forgotten.isEmpty();
                forgotten.clear();
                return;
            }
            forgotten.add(name(eldest.get().id()));
            withSteps(eldest.get()).map(Entry::id).toList().forEach(this::drop);
        }
    }

    /** A step is not dropped before its whole, which would send it again or miss it in its status. */
    private boolean isSettledWhole(Entry entry) {
        boolean whole =
                entry.origin() == null || !entries.containsKey(entry.origin().id());
        return whole
                && withSteps(entry)
                        .noneMatch(each -> each.outcome() instanceof Outcome.Open || claimed.contains(each.id()));
    }

    private Stream<Entry> withSteps(Entry entry) {
        return Stream.concat(Stream.of(entry), stream(byOrigin.get(entry.id())).flatMap(this::withSteps));
    }

    private static String name(String id) {
        return id.substring(0, id.length() / 2);
    }

    private static long weight(TransactionStatus status) {
        return EntryWeight.OF_ENTRY + (long) status.devices().size() * EntryWeight.OF_OUTCOME;
    }
}
