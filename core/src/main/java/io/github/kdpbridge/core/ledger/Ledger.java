package io.github.kdpbridge.core.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.SteadyClock;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records each write before it is sent, and its outcome. Several processes may share one ledger.
 *
 * <p>A caller claims a write before it sends it. A granted claim lasts until {@link #settle} or {@link #forget}, or until
 * the claimant's process is gone. An open entry without a claim is abandoned: its outcome is unknown.
 *
 * <p>Holds devices and customers, and no key, token or secret. Safe for use by many threads. A method that throws
 * {@link LedgerException} changed nothing.
 */
public interface Ledger extends AutoCloseable {
    /** How far back {@link #earlierOfSameContent} searches: a day. */
    Duration REPEATS = Duration.ofDays(1);

    /** The most ids that {@link #abandoned} returns; if it returns as many, there may be more. */
    int MOST_ABANDONED = 100_000;

    /**
     * Claims a write, and records it if it is new. The record is durable, as far as the ledger is, when this returns.
     *
     * @throws LedgerException if the write cannot be recorded; it must not be sent then
     */
    Claim claim(Entry entry);

    /**
     * Ends a claim with the write's outcome, which is {@link Outcome.Open} if unknown. Never throws: an outcome that
     * cannot be recorded leaves the entry abandoned, to be settled later.
     *
     * @return false if another process took the write over, because this one seemed to be gone; an acceptance is recorded
     *     all the same
     */
    @CanIgnoreReturnValue
    boolean settle(String id, Outcome outcome);

    /**
     * Ends a claim of a write that certainly had no effect, and deletes its record. Never throws.
     *
     * @return false if another process took the write over, so that the record stays
     */
    @CanIgnoreReturnValue
    boolean forget(String id);

    /**
     * Returns the steps of a write, parts in their order.
     *
     * @param origin the {@link Entry#id} of the write
     * @throws LedgerException if the ledger cannot be read
     */
    List<Entry> steps(String origin);

    /**
     * Returns the writes of this transaction id, whatever their outcome: as a rule one, and its steps of the same id.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    List<Entry> writes(ResellerId reseller, TransactionId transaction);

    /**
     * Returns the deletions and removals that the service accepted, in the order of their first claims.
     *
     * @param from the earliest time of sending
     * @param until the end of the period, exclusive
     * @throws LedgerException if the ledger cannot be read
     */
    List<Entry> deletions(ResellerId reseller, Instant from, Instant until);

    /**
     * Returns the last accepted write with the same reseller and content that was sent before an entry, under another
     * transaction id. Searches the last {@link #REPEATS}, or only the 10,000 writes before the entry.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    Optional<Entry> earlierOfSameContent(Entry entry);

    /**
     * Keeps the complete status of an accepted write, because the service forgets transactions. Never throws: without it,
     * the service is asked again.
     *
     * @param id the entry
     * @param status the service's status
     */
    void keep(String id, TransactionStatus status);

    /**
     * Returns the status that was kept for a write.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    Optional<TransactionStatus> kept(String id);

    /**
     * Returns the size of the ledger; empty if it does not count. Called every few seconds.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    default Optional<Backlog> backlog() {
        return Optional.empty();
    }

    /**
     * Returns the identifiers that devices were uploaded by, except IMEIs.
     *
     * @param keys any identifiers of the devices, each as its {@link io.github.kdpbridge.core.DeviceKey}
     * @return the uploaded identifier by its key; other keys are absent
     * @throws LedgerException if the ledger cannot be read
     */
    Map<String, DeviceId> uploadedAs(ResellerId reseller, Set<String> keys);

    /**
     * Returns whether the ledger may have held a write of this transaction id and dropped its devices. If not, a write
     * that it does not know is older than the ledger.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction);

    /**
     * Returns whether an upload of this transaction id was sent in parts that the ledger has dropped since. The service
     * knows only the parts, so it can neither show nor remove the whole. False by default.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    default boolean hasForgottenParts(ResellerId reseller, TransactionId transaction) {
        return false;
    }

    /**
     * Returns the ids of a reseller's abandoned entries, steps first, at most {@link #MOST_ABANDONED}. All entries at once
     * may be too large for the memory, so {@linkplain #find look up} each in its turn. Some may belong to a process that
     * may still be alive; a claim of those is refused.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    List<String> abandoned(ResellerId reseller);

    /**
     * Returns an entry; empty if the ledger does not hold it or cannot read it.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    Optional<Entry> find(String id);

    /** Returns the clock for entries; by default a steady one that starts at the system's time. */
    default Clock clock() {
        return SteadyClock.system();
    }

    /** Returns the reason why the ledger cannot be used now; empty if it can. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Closes the ledger. Open entries stay open. */
    @Override
    void close();
}
