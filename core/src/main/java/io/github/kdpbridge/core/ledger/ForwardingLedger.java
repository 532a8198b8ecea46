package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Generation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A ledger that forwards every method to another one, apart from {@link #claimNewAsync}; subclasses override some. To change
 * {@code claim}, {@code settle} or {@code forget}, override the method that gives a stage as well: {@link LedgerProgram} uses
 * that one. As safe for use by many threads as the other one.
 */
public abstract class ForwardingLedger implements Ledger {
    private final Ledger ledger;

    /**
     * Creates a ledger that forwards to another one.
     *
     * @param ledger the other one; closed with this one
     */
    protected ForwardingLedger(Ledger ledger) {
        this.ledger = Objects.requireNonNull(ledger, "ledger");
    }

    @Override
    public boolean isLeased(String id) {
        return ledger.isLeased(id);
    }

    @Override
    public boolean renew(String id) {
        return ledger.renew(id);
    }

    @Override
    public Claim claim(Entry entry) {
        return ledger.claim(entry);
    }

    @Override
    public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
        return ledger.claimAsync(entry, noted);
    }

    /** Leaves every claim to {@link #claimAsync}: forwarded, it would bypass a subclass that changes only that one. */
    @Override
    public CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
        return Ledger.super.claimNewAsync(entry, noted);
    }

    @Override
    public boolean settle(String id, Outcome outcome) {
        return ledger.settle(id, outcome);
    }

    @Override
    public CompletionStage<Boolean> settleAsync(String id, Outcome outcome) {
        return ledger.settleAsync(id, outcome);
    }

    @Override
    public boolean forget(String id) {
        return ledger.forget(id);
    }

    @Override
    public CompletionStage<Boolean> forgetAsync(String id) {
        return ledger.forgetAsync(id);
    }

    @Override
    public <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return ledger.ask(operation, question);
    }

    @Override
    public Optional<Generation> sideOf(ResellerId reseller, TransactionId transaction) {
        return ledger.sideOf(reseller, transaction);
    }

    @Override
    public void pin(ResellerId reseller, TransactionId transaction, Generation generation) {
        ledger.pin(reseller, transaction, generation);
    }

    @Override
    public boolean repin(ResellerId reseller, TransactionId transaction, Generation generation) {
        return ledger.repin(reseller, transaction, generation);
    }

    @Override
    public List<Entry> steps(String origin) {
        return ledger.steps(origin);
    }

    @Override
    public List<Entry> writes(ResellerId reseller, TransactionId transaction) {
        return ledger.writes(reseller, transaction);
    }

    @Override
    public List<Entry> deletions(ResellerId reseller, Instant from, Instant until) {
        return ledger.deletions(reseller, from, until);
    }

    @Override
    public List<Entry> openDeletions(ResellerId reseller) {
        return ledger.openDeletions(reseller);
    }

    @Override
    public Optional<Entry> earlierOfSameContent(Entry entry) {
        return ledger.earlierOfSameContent(entry);
    }

    @Override
    public void keep(String id, TransactionStatus status) {
        ledger.keep(id, status);
    }

    @Override
    public Optional<TransactionStatus> kept(String id) {
        return ledger.kept(id);
    }

    @Override
    public Optional<Backlog> backlog() {
        return ledger.backlog();
    }

    @Override
    public Map<String, DeviceId> uploadedAs(ResellerId reseller, Set<String> keys) {
        return ledger.uploadedAs(reseller, keys);
    }

    @Override
    public boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction) {
        return ledger.mayHaveForgotten(reseller, transaction);
    }

    @Override
    public boolean hasForgottenParts(ResellerId reseller, TransactionId transaction) {
        return ledger.hasForgottenParts(reseller, transaction);
    }

    @Override
    public List<String> abandoned(ResellerId reseller) {
        return ledger.abandoned(reseller);
    }

    @Override
    public Optional<Entry> find(String id) {
        return ledger.find(id);
    }

    @Override
    public Clock clock() {
        return ledger.clock();
    }

    @Override
    public Optional<String> trouble() {
        return ledger.trouble();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
