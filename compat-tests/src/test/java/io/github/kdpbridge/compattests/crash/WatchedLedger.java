package io.github.kdpbridge.compattests.crash;

import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.ForwardingLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells a watch what is about to be recorded, and what was. */
final class WatchedLedger extends ForwardingLedger {
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "watched");
        thread.setDaemon(true);
        return thread;
    });
    private final Watch watch;
    private final Map<String, String> transactions = new ConcurrentHashMap<>();

    WatchedLedger(Ledger ledger, Watch watch) {
        super(ledger);
        this.watch = watch;
    }

    /** The watch may hold the thread for ever, and a ledger may have only one. */
    private CompletionStage<Void> reach(Point point, String transaction) {
        return CompletableFuture.runAsync(() -> watch.reached(point, transaction), threads);
    }

    @Override
    public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
        String transaction = entry.request().transaction().value();
        transactions.put(entry.id(), transaction);
        return reach(Point.ASKED, transaction)
                .thenCompose(unused -> super.claimAsync(entry, noted))
                .thenCompose(claim -> claim.isGranted()
                        ? reach(Point.CLAIMED, transaction).thenApply(unused -> claim)
                        : CompletableFuture.completedFuture(claim));
    }

    @Override
    public CompletionStage<Boolean> settleAsync(String id, Outcome outcome) {
        return end(id, () -> super.settleAsync(id, outcome));
    }

    @Override
    public CompletionStage<Boolean> forgetAsync(String id) {
        return end(id, () -> super.forgetAsync(id));
    }

    private CompletionStage<Boolean> end(String id, Supplier<CompletionStage<Boolean>> record) {
        String transaction = transactions.get(id);
        return reach(Point.ANSWERED, transaction)
                .thenCompose(unused -> record.get())
                .thenCompose(recorded -> reach(Point.SETTLED, transaction).thenApply(unused -> recorded));
    }
}
