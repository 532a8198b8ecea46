package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.FakeService.Transactions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A customer between two services with the same devices; moves at once. */
final class MovingCustomer {
    private static final int LIMIT = 2;

    final FakeService old = new FakeService(100);
    final FakeService service;
    final Ledger ledger;
    final LedgerProgram program;
    private Generation side = Generation.GEN1;

    MovingCustomer(Transactions transactions) {
        service = old.beside(LIMIT, transactions);
        InMemoryLedger memory = InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES);
        ledger = new ForwardingLedger(memory) {
            @Override
            public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
                Claim claim = memory.claim(entry, new Side(side, false));
                noted.accept(claim);
                return CompletableFuture.completedFuture(claim);
            }
        };
        program = LedgerProgram.builder(service, ledger)
                .oldService(old, request -> side)
                .clock(old.clock)
                .deviceLimit(LIMIT)
                .statusLag(Duration.ZERO)
                .build();
    }

    void moveTo(Generation other) {
        side = other;
    }

    void flip() {
        moveTo(side == Generation.GEN1 ? Generation.GEN2 : Generation.GEN1);
    }

    FakeService of(Generation generation) {
        return generation == Generation.GEN1 ? old : service;
    }

    FakeService any(Random random) {
        return random.nextBoolean() ? old : service;
    }

    /** Lets so much time pass that nothing is on its way any longer. */
    void pass() {
        old.clock.pass(FakeService.LATEST);
        service.clock.pass(FakeService.LATEST);
    }
}
