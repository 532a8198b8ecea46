package io.github.kdpbridge.core.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim.Right;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    private final long bytesHeld;
    private final EntryIndex entries = new EntryIndex();
    private final StatusMemory kept = new StatusMemory();
    private final UploadedIdentifiers uploadedAs = new UploadedIdentifiers();
    private final Set<String> claimed = new HashSet<>();
    private final Sides sides;
    private final ForgottenNames forgotten = new ForgottenNames();

    private InMemoryLedger(long bytesHeld, boolean keepsSides) {
        checkArgument(bytesHeld >= 0, "bytesHeld must be 0 or more, not %s", bytesHeld);
        this.bytesHeld = bytesHeld;
        this.sides = new Sides(entries, keepsSides);
    }

    /** Returns an empty ledger of {@link #STANDARD_BYTES}. */
    public static InMemoryLedger create() {
        return holding(STANDARD_BYTES);
    }

    /**
     * Returns an empty ledger.
     *
     * @param bytes the most bytes of its writes: 1,024 for each, and 18 for each IMEI if all identifiers of its request
     *     have one length, as in nearly all requests
     */
    public static InMemoryLedger holding(long bytes) {
        return new InMemoryLedger(bytes, false);
    }

    /**
     * Returns an empty ledger for writes of both generations. It keeps the side of a transaction id for as long as it lives,
     * also after the write itself was dropped.
     *
     * @param bytes the most bytes of its writes, as in {@link #holding}
     */
    public static InMemoryLedger keepingSides(long bytes) {
        return new InMemoryLedger(bytes, true);
    }

    /** Answers on the calling thread: nothing here waits. */
    @Override
    public <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return Stages.of(question);
    }

    @Override
    public Claim claim(Entry entry) {
        return claim(entry, Side.GEN2);
    }

    /** Claims a write in one step with the look for others of its transaction id, which then need not be asked for. */
    @Override
    public CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
        return Stages.of(() -> {
            Optional<Claim> claim = claimNew(entry);
            claim.ifPresent(noted);
            return claim;
        });
    }

    private synchronized Optional<Claim> claimNew(Entry entry) {
        return entries.named(entry.name()).isEmpty()
                ? Optional.of(first(entry, sides.of(entry, Side.GEN2)))
                : Optional.empty();
    }

    /**
     * Claims a write, which goes to this side if its transaction id belongs to none yet.
     *
     * @param side the side of its customer, which must not change before this returns
     */
    public synchronized Claim claim(Entry entry, Side side) {
        Entry known = entries.get(entry.id());
        return known == null ? first(entry, sides.of(entry, side)) : again(entry, known, side);
    }

    private Claim again(Entry entry, Entry known, Side side) {
        Outcome outcome = known.outcome();
        Generation generation = known.generation();
        if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Refused) {
            return new Claim(Right.SETTLED, outcome, generation);
        }
        if (!claimed.add(entry.id())) {
            return new Claim(Right.BUSY, outcome, generation);
        }
        Entry claim = outcome instanceof Outcome.Contested ? entry.with(outcome) : entry.with(Outcome.open());
        entries.replace(claim.on(generation).sentAfter(known));
        Right right = side.mayTake(outcome, generation, known.since()) ? Right.LAPSED : Right.AGAIN;
        return new Claim(right, outcome, generation);
    }

    private Claim first(Entry entry, Side side) {
        if (side.isHeld()) {
            return new Claim(Right.HELD, entry.outcome(), side.generation());
        }
        entries.add(entry.on(side.generation()));
        claimed.add(entry.id());
        return new Claim(Right.FIRST, entry.outcome(), side.generation());
    }

    @Override
    public synchronized Optional<Generation> sideOf(ResellerId reseller, TransactionId transaction) {
        return sides.pin(Entry.idsOf(reseller, transaction));
    }

    @Override
    public synchronized void pin(ResellerId reseller, TransactionId transaction, Generation generation) {
        sides.pin(Entry.idsOf(reseller, transaction), generation);
    }

    @Override
    public synchronized boolean repin(ResellerId reseller, TransactionId transaction, Generation generation) {
        return sides.move(Entry.idsOf(reseller, transaction), generation, claimed);
    }

    /** Returns the writes and steps of a side, in the order of their first claims. */
    public synchronized List<Entry> on(Generation side) {
        return Streams.stream(entries.all())
                .filter(entry -> entry.generation() == side)
                .toList();
    }

    @Override
    public synchronized boolean settle(String id, Outcome outcome) {
        claimed.remove(id);
        Entry entry = entries.get(id);
        if (entry != null) {
            Entry settled = entry.with(outcome);
            entries.replace(settled);
            if (settled.isAccepted()) {
                uploadedAs.accepted(settled);
            }
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
        return entries.steps(origin);
    }

    @Override
    public synchronized List<Entry> writes(ResellerId reseller, TransactionId transaction) {
        return entries.named(Entry.idsOf(reseller, transaction));
    }

    @Override
    public synchronized List<Entry> deletions(ResellerId reseller, Instant from, Instant until) {
        return entries.deletions(reseller)
                .filter(entry -> entry.isAccepted()
                        && !entry.since().isBefore(from)
                        && entry.since().isBefore(until))
                .toList();
    }

    @Override
    public synchronized List<Entry> openDeletions(ResellerId reseller) {
        return entries.deletions(reseller).filter(Entry::isInDoubt).toList();
    }

    @Override
    public synchronized Optional<Entry> earlierOfSameContent(Entry entry) {
        return entries.before(entry)
                .filter(earlier -> earlier.isAccepted()
                        && !earlier.since().isBefore(entry.since().minus(REPEATS)))
                .reduce((first, second) -> second);
    }

    @Override
    public synchronized void keep(String id, TransactionStatus status) {
        if (entries.get(id) != null) {
            kept.keep(id, status);
            dropEldest();
        }
    }

    @Override
    public synchronized Optional<TransactionStatus> kept(String id) {
        return kept.get(id);
    }

    @Override
    public synchronized Optional<Backlog> backlog() {
        return Optional.of(entries.backlog());
    }

    @Override
    public synchronized Map<String, DeviceId> uploadedAs(ResellerId reseller, Set<String> keys) {
        return uploadedAs.of(reseller, keys);
    }

    @Override
    public synchronized boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction) {
        return forgotten.mayContain(Entry.idsOf(reseller, transaction));
    }

    @Override
    public synchronized List<String> abandoned(ResellerId reseller) {
        return entries.open(reseller)
                .map(Entry::id)
                .filter(id -> !claimed.contains(id))
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
        kept.clear();
        uploadedAs.clear();
        claimed.clear();
        sides.clear();
        forgotten.clear();
    }

    /** Deletes everything. */
    @Override
    public void close() {
        clear();
    }

    private void drop(String id) {
        EntrySlot slot = entries.remove(id);
        if (slot != null) {
            if (!uploadedAs.isEmpty()) {
                uploadedAs.dropped(slot.entry());
            }
            kept.drop(id);
        }
    }

    private void dropEldest() {
        while (entries.bytes() + kept.bytes() + uploadedAs.bytes() + forgotten.bytes() > bytesHeld) {
            EntrySlot eldest = Iterables.find(entries.slots(), this::isSettledWhole, null);
            if (eldest == null) { // nothing else is left to drop
                forgotten.drop();
                return;
            }
            String id = eldest.id();
            forgotten.add(Entry.name(id));
            sides.drop(eldest);
            entries.idsWithSteps(id).forEach(this::drop);
        }
    }

    /** A step is not dropped before its whole, which would send it again or miss it in its status. */
    private boolean isSettledWhole(EntrySlot slot) {
        return !entries.isStep(slot)
                && entries.idsWithSteps(slot.id()).stream()
                        .noneMatch(id -> claimed.contains(id) || entries.isInDoubt(id));
    }
}
