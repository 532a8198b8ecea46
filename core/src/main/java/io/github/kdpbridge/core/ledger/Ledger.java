package io.github.kdpbridge.core.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.SteadyClock;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Records each write before it is sent, and its outcome. Several processes may share one ledger.
 *
 * <p>A caller claims a write before it sends it. A granted claim lasts until {@link #settle} or {@link #forget}, or until
 * the claimant's process is gone. An open entry without a claim is abandoned: its outcome is unknown.
 *
 * <p>The methods may hold the calling thread, apart from those that return a stage. By default a stage asks the blocking
 * method on one of a few threads that all ledgers share.
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
     * Does the same as {@link #claim} without holding the calling thread.
     *
     * @param noted is given the claim as soon as it is durable, so that it can be ended even if no memory is left
     *     afterwards
     * @return the claim; fails with a {@link LedgerException} if it cannot be recorded, and with what {@code noted} throws
     */
    default CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
        return ask(entry.request().label(), () -> {
            Claim claim = claim(entry);
            noted.accept(claim);
            return claim;
        });
    }

    /**
     * Claims a write of a transaction id that the ledger does not know, so that nothing has to be looked up or settled before:
     * in one step in place of two. By default it is always left to the two.
     *
     * <p>Of two writes with one id and different content that are claimed at the same moment, both may be granted, as by
     * {@link #claimAsync}. The service takes one of them.
     *
     * @param noted is given the claim as soon as it is durable, as by {@link #claimAsync}
     * @return the claim, which is granted; empty if the ledger may know the transaction id, and nothing was changed
     */
    default CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Returns whether no other process can have taken over a claim of this one: whether it has told again and again since
     * then that it is alive. A process that stood still may find its claims taken, and what it sends then may be done twice.
     * Never blocks.
     *
     * @param id the entry
     */
    default boolean isLeased(String id) {
        return true;
    }

    /**
     * Tells other processes that this one is alive, and returns whether it still holds the claim of a write.
     *
     * @param id the entry
     * @throws LedgerException if that cannot be told
     */
    default boolean renew(String id) {
        return true;
    }

    /**
     * Ends a claim with the write's outcome, which is {@link Outcome.Open} if unknown. Never throws: an outcome that
     * cannot be recorded leaves the entry abandoned, to be settled later.
     *
     * @return false if another process took the write over, because this one seemed to be gone; an acceptance is recorded
     *     all the same
     */
    @CanIgnoreReturnValue
    boolean settle(String id, Outcome outcome);

    /** Does the same as {@link #settle} without holding the calling thread, unless there is no other for it. */
    default CompletionStage<Boolean> settleAsync(String id, Outcome outcome) {
        return inAnyCase(() -> settle(id, outcome));
    }

    /**
     * Ends a claim of a write that certainly had no effect, and deletes its record. Never throws.
     *
     * @return false if another process took the write over, so that the record stays
     */
    @CanIgnoreReturnValue
    boolean forget(String id);

    /** Does the same as {@link #forget} without holding the calling thread, unless there is no other for it. */
    default CompletionStage<Boolean> forgetAsync(String id) {
        return inAnyCase(() -> forget(id));
    }

    private CompletionStage<Boolean> inAnyCase(Supplier<Boolean> end) {
        return Stages.recover(ask("the end of a claim", end), RefusedLocallyException.class, none -> Stages.of(end));
    }

    /**
     * Has a question answered without holding the calling thread, unless that waits for the answer anyway.
     *
     * @param operation what the answer is for, in words
     * @param question calls methods that read this ledger; may be repeated if the ledger cannot be read at first
     * @return the answer; fails with what the question throws, and with a {@link RefusedLocallyException} if no thread
     *     takes it
     */
    default <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return LedgerContext.THREADS.run(operation, question);
    }

    /**
     * Returns the side that a transaction id belongs to; empty if it was never used. A side outlives the write.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    Optional<Generation> sideOf(ResellerId reseller, TransactionId transaction);

    /**
     * Records the side of a transaction id that has no entry, because that side refused it as used or showed its status.
     *
     * @throws LedgerException if it cannot be recorded
     */
    void pin(ResellerId reseller, TransactionId transaction, Generation generation);

    /**
     * Moves a transaction id, its writes and their steps to a side by hand, because the other one is gone for good.
     *
     * @return false if one of the writes is claimed; nothing changed then
     * @throws LedgerException if it cannot be recorded
     */
    boolean repin(ResellerId reseller, TransactionId transaction, Generation generation);

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
     * Returns the deletions and removals whose outcome is unknown, no steps of others, whether claimed or not.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    List<Entry> openDeletions(ResellerId reseller);

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
