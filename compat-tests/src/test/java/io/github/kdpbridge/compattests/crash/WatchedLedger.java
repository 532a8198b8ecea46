package io.github.kdpbridge.compattests.crash;

import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.ForwardingLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tells a watch what is about to be recorded, and what was. */
final class WatchedLedger extends ForwardingLedger {
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "watched");
        thread.setDaemon(true);
        return thread;
    });
    private final Ledger ledger;
    private final Watch watch;
    private final Map<String, String> transactions = new ConcurrentHashMap<>();

    WatchedLedger(Ledger ledger, Watch watch) {
        super(ledger);
        this.ledger = ledger;
        this.watch = watch;
    }

    /** The watch may hold the thread for ever, and a ledger may have only one. */
    private CompletionStage<Void> reach(Point point, String transaction) {
        return CompletableFuture.runAsync(() -> watch.reached(point, transaction), threads);
    }

    @Override
    public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
        return claimed(entry, () -> super.claimAsync(entry, noted), Claim::isGranted);
    }

    @Override
    public CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
        return entry.origin() != null
                ? ledger.claimNewAsync(entry, noted) // never grants it
                : claimed(entry, () -> ledger.claimNewAsync(entry, noted), Optional::isPresent);
    }

    private <T> CompletionStage<T> claimed(Entry entry, Supplier<CompletionStage<T>> claim, Predicate<T> isGranted) {
        String transaction = entry.request().transaction().value();
        transactions.put(entry.id(), transaction);
        return reach(Point.ASKED, transaction)
                .thenCompose(unused -> claim.get())
                .thenCompose(given -> isGranted.test(given)
                        ? reach(Point.CLAIMED, transaction).thenApply(unused -> given)
                        : CompletableFuture.completedFuture(given));
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
