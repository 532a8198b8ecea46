package io.github.kdpbridge.core.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.ledger.Claim.Right;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A ledger that ends with its process. It answers repeats while the process lives; after a crash the service alone knows
 * what arrived.
 *
 * <p>Holds the most recent writes, of so many devices in all; what is open is always held. A write and its steps come and
 * go together.
 */
public final class InMemoryLedger implements Ledger {
    /** How many devices the writes that are held have in all, unless set: a million. */
    public static final int STANDARD_DEVICES = 1_000_000;

    private static final Comparator<Entry> BY_PART = Comparator.comparing(
            entry -> entry.origin() == null ? 0 : entry.origin().part());
    private static final Comparator<Entry> STEPS_FIRST =
            Comparator.comparing((Entry entry) -> !entry.isPart()).thenComparing(entry -> entry.origin() == null);

    private record Name(ResellerId reseller, TransactionId transaction) {
        static Name of(Entry entry) {
            return new Name(entry.reseller(), entry.request().transaction());
        }
    }

    private final int devicesHeld;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final SetMultimap<Name, String> byName = LinkedHashMultimap.create();
    private final SetMultimap<String, String> byOrigin = LinkedHashMultimap.create();
    private final Set<String> claimed = new HashSet<>();
    private long devices;

    private InMemoryLedger(int devicesHeld) {
        checkArgument(devicesHeld >= 0, "devicesHeld must be 0 or more, not %s", devicesHeld);
        this.devicesHeld = devicesHeld;
    }

    /** Returns an empty ledger that holds writes of a million devices. */
    public static InMemoryLedger create() {
        return new InMemoryLedger(STANDARD_DEVICES);
    }

    /**
     * Returns an empty ledger.
     *
     * @param devicesHeld how many devices the writes that it holds have in all; a write counts for one more
     */
    public static InMemoryLedger holding(int devicesHeld) {
        return new InMemoryLedger(devicesHeld);
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
        entries.put(entry.id(), entry);
        return new Claim(Right.AGAIN, outcome);
    }

    @Override
    public synchronized boolean settle(String id, Outcome outcome) {
        claimed.remove(id);
        entries.computeIfPresent(id, (unused, entry) -> entry.with(outcome));
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
    public synchronized List<Entry> parts(ResellerId reseller, TransactionId transaction) {
        return stream(byName.get(new Name(reseller, transaction)))
                .flatMap(whole -> stream(byOrigin.get(whole.id())))
                .filter(Entry::isPart)
                .sorted(BY_PART)
                .toList();
    }

    @Override
    public synchronized List<Entry> accepted(ResellerId reseller, TransactionId transaction) {
        return stream(byName.get(new Name(reseller, transaction)))
                .filter(entry -> entry.outcome() instanceof Outcome.Accepted)
                .toList();
    }

    @Override
    public synchronized Optional<TransactionId> whole(ResellerId reseller, TransactionId part) {
        return stream(byName.get(new Name(reseller, part)))
                .filter(Entry::isPart)
                .flatMap(entry -> Stream.ofNullable(entry.origin()))
                .flatMap(origin -> Stream.ofNullable(entries.get(origin.id())))
                .map(whole -> whole.request().transaction())
                .findFirst();
    }

    @Override
    public synchronized List<Entry> abandoned(Set<ResellerId> resellers) {
        return entries.values().stream()
                .filter(entry -> resellers.contains(entry.reseller()))
                .filter(entry -> entry.outcome() instanceof Outcome.Open && !claimed.contains(entry.id()))
                .sorted(STEPS_FIRST)
                .limit(MOST_ABANDONED)
                .toList();
    }

    /** Forgets everything, as if it were new. */
    public synchronized void clear() {
        entries.clear();
        byName.clear();
        byOrigin.clear();
        claimed.clear();
        devices = 0;
    }

    /** Forgets everything. */
    @Override
    public void close() {
        clear();
    }

    private Stream<Entry> stream(Set<String> ids) {
        return ids.stream().flatMap(id -> Stream.ofNullable(entries.get(id)));
    }

    private void add(Entry entry) {
        entries.put(entry.id(), entry);
        byName.put(Name.of(entry), entry.id());
        if (entry.origin() != null) {
            byOrigin.put(entry.origin().id(), entry.id());
        }
        devices += weight(entry);
    }

    private void drop(String id) {
        Entry entry = entries.remove(id);
        if (entry == null) {
            return;
        }
        byName.remove(Name.of(entry), entry.id());
        if (entry.origin() != null) {
            byOrigin.remove(entry.origin().id(), entry.id());
        }
        devices -= weight(entry);
    }

    private void dropEldest() {
        while (devices > devicesHeld) {
            Optional<Entry> eldest =
                    entries.values().stream().filter(this::isSettledWhole).findFirst();
            if (eldest.isEmpty()) {
                return;
            }
            withSteps(eldest.get()).map(Entry::id).toList().forEach(this::drop);
        }
    }

    /** A step that is gone before its whole would be sent again with it, or be missing in its status. */
    private boolean isSettledWhole(Entry entry) {
        boolean whole =
                entry.origin() == null || !entries.containsKey(entry.origin().id());
        return whole && withSteps(entry).noneMatch(each -> each.outcome() instanceof Outcome.Open);
    }

    private Stream<Entry> withSteps(Entry entry) {
        return Stream.concat(Stream.of(entry), stream(byOrigin.get(entry.id())).flatMap(this::withSteps));
    }

    /** A part shares its identifiers with the whole. */
    private static int weight(Entry entry) {
        return !entry.isPart() && entry.request() instanceof DeviceWrite write
                ? write.devices().count() + 1
                : 1;
    }
}
