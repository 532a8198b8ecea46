package io.github.kdpbridge.core.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.SteadyClock;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Records writes: each before it is sent, and its outcome. Several processes may share one.
 *
 * <p>A caller claims a write before doing it. A granted claim belongs to its claimant until it is ended by
 * {@link #settle} or {@link #forget}, or until the claimant's process is gone. An entry that is open and unclaimed is a
 * write with an unknown outcome.
 *
 * <p>The methods may hold the calling thread, apart from those that return a stage. By default the stages are made of the
 * others, on a few threads that all ledgers share.
 *
 * <p>Holds devices and customers, and no key, token or secret. Safe for use by many threads. A method that throws
 * {@link LedgerException} changed nothing.
 */
public interface Ledger extends AutoCloseable {
    /** How far back {@link #earlierOfSameContent} looks: a day. */
    Duration REPEATS = Duration.ofDays(1);

    /** How many ids {@link #abandoned} gives at the most; there may be more when it gives as many. */
    int MOST_ABANDONED = 100_000;

    /**
     * Claims a write, and records it if it is new. When this returns, the record is as durable as the ledger is.
     *
     * @throws LedgerException if it cannot be recorded; it must not be sent then
     */
    Claim claim(Entry entry);

    /**
     * Does the same as {@link #claim} without holding the calling thread.
     *
     * @param noted is given the claim as soon as it is durable, so that it can be ended even if no memory is left for
     *     what follows
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
     * Ends a claim with the outcome of the write; {@link Outcome.Open} is an unknown one. Never throws: an outcome that
     * cannot be recorded leaves the write open and unclaimed, to be settled later.
     *
     * @return false if another process took the write over meanwhile, because this one seemed to be gone; that the
     *     service accepted the write is recorded all the same
     */
    @CanIgnoreReturnValue
    boolean settle(String id, Outcome outcome);

    /** Does the same as {@link #settle} without holding the calling thread, unless there is no other for it. */
    default CompletionStage<Boolean> settleAsync(String id, Outcome outcome) {
        return inAnyCase(() -> settle(id, outcome));
    }

    /**
     * Ends a claim of a write that certainly had no effect, as if it had never been recorded. Never throws.
     *
     * @return false if another process took the write over meanwhile, so that it is not forgotten
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
     * Returns the entries that are steps of another one, parts in their order.
     *
     * @param origin the {@link Entry#id} of that other one
     * @throws LedgerException if the ledger cannot be read
     */
    List<Entry> steps(String origin);

    /**
     * Returns the writes of this transaction id, whatever became of them: as a rule one, and its steps of that name.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    List<Entry> writes(ResellerId reseller, TransactionId transaction);

    /**
     * Returns the deletions and removals that the service accepted, in the order in which they were first claimed.
     *
     * @param from the first moment of their sending
     * @param until the moment behind the last one
     * @throws LedgerException if the ledger cannot be read
     */
    List<Entry> deletions(ResellerId reseller, Instant from, Instant until);

    /**
     * Returns the last accepted write of the same reseller and the same content that was sent before another one, under
     * another transaction id. Looks back for {@link #REPEATS}, and may look at no more than the 10,000 writes before.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    Optional<Entry> earlierOfSameContent(Entry entry);

    /**
     * Keeps the last status of an accepted write, for the time after which the service no longer knows it. Never throws:
     * without it, the service is asked again.
     *
     * @param id the entry
     * @param status the status as the service showed it, complete
     */
    void keep(String id, TransactionStatus status);

    /**
     * Returns the status that was kept for a write.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    Optional<TransactionStatus> kept(String id);

    /**
     * Returns what the ledger holds, in numbers; empty if it does not count. Asked for every few seconds.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    default Optional<Backlog> backlog() {
        return Optional.empty();
    }

    /**
     * Returns by which identifier devices were uploaded, of those that were uploaded by anything but an IMEI.
     *
     * @param keys any identifiers of the devices, each as its {@link io.github.kdpbridge.core.DeviceKey}
     * @return the identifier as it was uploaded, by its key; nothing for the others
     * @throws LedgerException if the ledger cannot be read
     */
    Map<String, DeviceId> uploadedAs(ResellerId reseller, Set<String> keys);

    /**
     * Returns whether the ledger may have held a write of this transaction id and forgotten its devices, so that its
     * silence is no proof that the write came from before.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction);

    /**
     * Returns whether an upload of this transaction id was sent in parts, and the ledger has forgotten them since. The
     * service knows each part by itself, so that it can neither show nor remove the whole. False unless a ledger knows
     * better.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    default boolean hasForgottenParts(ResellerId reseller, TransactionId transaction) {
        return false;
    }

    /**
     * Returns the ids of the open entries of a reseller that nobody works on, the steps of others first, and not more
     * than {@link #MOST_ABANDONED}. They are ids because the entries may be too large for the memory, all at once: each
     * is to be {@linkplain #find found} when its turn comes. Among them may be some that another process perhaps works
     * on, if it is not clear yet whether it lives; a claim of those is not granted.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    List<String> abandoned(ResellerId reseller);

    /**
     * Returns an entry; empty if the ledger does not hold it, or cannot understand it.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    Optional<Entry> find(String id);

    /** Returns the clock that dates its entries; by default one that starts at the system's time and goes on steadily. */
    default Clock clock() {
        return SteadyClock.system();
    }

    /** Returns why the ledger cannot be used now; empty if it can. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Ends the use of this ledger. What is open stays so. */
    @Override
    void close();
}
