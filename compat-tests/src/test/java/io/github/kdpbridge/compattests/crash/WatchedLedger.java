package io.github.kdpbridge.compattests.crash;

import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.ForwardingLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Tells a watch what is about to be recorded, and what was. */
final class WatchedLedger extends ForwardingLedger {
    private final Watch watch;
    private final Map<String, String> transactions = new ConcurrentHashMap<>();

    WatchedLedger(Ledger ledger, Watch watch) {
        super(ledger);
        this.watch = watch;
    }

    @Override
    public Claim claim(Entry entry) {
        String transaction = entry.request().transaction().value();
        transactions.put(entry.id(), transaction);
        watch.reached(Point.ASKED, transaction);
        Claim claim = super.claim(entry);
        if (claim.isGranted()) {
            watch.reached(Point.CLAIMED, transaction);
        }
        return claim;
    }

    @Override
    public boolean settle(String id, Outcome outcome) {
        return end(id, () -> super.settle(id, outcome));
    }

    @Override
    public boolean forget(String id) {
        return end(id, () -> super.forget(id));
    }

    private boolean end(String id, BooleanSupplier record) {
        String transaction = transactions.get(id);
        watch.reached(Point.ANSWERED, transaction);
        boolean recorded = record.getAsBoolean();
        watch.reached(Point.SETTLED, transaction);
        return recorded;
    }
}
