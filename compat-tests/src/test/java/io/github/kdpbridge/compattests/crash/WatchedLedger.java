package io.github.kdpbridge.compattests.crash;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Tells a watch what is about to be recorded, and what was. */
final class WatchedLedger implements Ledger {
    private final Ledger ledger;
    private final Watch watch;
    private final Map<String, String> transactions = new ConcurrentHashMap<>();

    WatchedLedger(Ledger ledger, Watch watch) {
        this.ledger = ledger;
        this.watch = watch;
    }

    @Override
    public Claim claim(Entry entry) {
        String transaction = entry.request().transaction().value();
        transactions.put(entry.id(), transaction);
        watch.reached(Point.ASKED, transaction);
        Claim claim = ledger.claim(entry);
        if (claim.isGranted()) {
            watch.reached(Point.CLAIMED, transaction);
        }
        return claim;
    }

    @Override
    public boolean settle(String id, Outcome outcome) {
        return end(id, () -> ledger.settle(id, outcome));
    }

    @Override
    public boolean forget(String id) {
        return end(id, () -> ledger.forget(id));
    }

    private boolean end(String id, BooleanSupplier record) {
        String transaction = transactions.get(id);
        watch.reached(Point.ANSWERED, transaction);
        boolean recorded = record.getAsBoolean();
        watch.reached(Point.SETTLED, transaction);
        return recorded;
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
    public void close() {
        ledger.close();
    }
}
