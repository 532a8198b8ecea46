package io.github.kdpbridge.gateway.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.ForwardingLedger;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.gateway.migration.Moves;
import io.github.kdpbridge.gateway.operator.ContractWatch;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.testfixtures.TestClock;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@ExpectedLog("reseller 46800009[0-9]{2}: 1 write is open from before: the service is asked for its outcome")
@ExpectedLog("reseller 4680000926: the outcome of a write is not known yet: .*the thread was interrupted.*")
class LedgerKeeperTest {
    private static final ResellerId SILENT = ResellerId.of("4680000925");
    private static final ResellerId ANSWERING = ResellerId.of("4680000926");

    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);

    private static ContractWatch watch() {
        return new ContractWatch(new GatewayMeters(), Clock.systemUTC(), Ticker.systemTicker());
    }

    private DeploymentProgram service(ResellerId reseller) {
        return service(reseller, () -> status(reseller));
    }

    private static DeploymentProgram service(ResellerId reseller, Callable<TransactionStatus> status) {
        return Handlers.builder()
                .blocking(Operation.STATUS, request -> answer(status))
                .build()
                .program(reseller);
    }

    private static TransactionStatus answer(Callable<TransactionStatus> status) {
        try {
            return status.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private TransactionStatus status(ResellerId reseller) throws InterruptedException {
        if (reseller.equals(SILENT)) {
            asked.countDown();
            end.await();
        }
        return complete();
    }

    private static TransactionStatus complete() {
        return new TransactionStatus(
                TransactionId.of("PO-7"), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of());
    }

    private void leaveOpen(ResellerId reseller) {
        Entry entry = Entry.of(
                reseller,
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                Clock.systemUTC().instant());
        ledger.claim(entry);
        ledger.settle(entry.id(), Outcome.open());
    }

    @Test
    void serviceThatDoesNotAnswerForOneReseller_holdsUpNoOther() throws Exception {
        leaveOpen(SILENT);
        leaveOpen(ANSWERING);
        try (LedgerKeeper keeper = new LedgerKeeper(ledger, ledger, watch())) {
            keeper.settleFor(List.of(
                    keeper.keep(service(SILENT), Gen2Profile.standard()),
                    keeper.keep(service(ANSWERING), Gen2Profile.standard())));
            keeper.start();
            asked.await();

            while (!ledger.abandoned(ANSWERING).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(keeper.trouble()).contains("asking the service for what was open");

            end.countDown();
            keeper.settled().toCompletableFuture().get();
            assertThat(keeper.trouble()).isEmpty();
        }
    }

    /** Their configuration could not be used. */
    @Test
    void writesOfProgramsThatAreNotServed_areNotSettled() throws Exception {
        leaveOpen(SILENT);
        try (LedgerKeeper keeper = new LedgerKeeper(ledger, ledger, watch())) {
            keeper.keep(service(SILENT), Gen2Profile.standard());
            keeper.start();
            keeper.settled().toCompletableFuture().get();
        }
        assertThat(asked.getCount()).isOne();
    }

    @Test
    void ledgerThatCannotBeUsed_isToldWithItsTime() {
        AtomicReference<@Nullable String> trouble = new AtomicReference<>();
        TestClock clock = TestClock.at(Instant.parse("2026-11-23T12:00:00Z"));
        Ledger troubled = new ForwardingLedger(ledger) {
            @Override
            public Optional<String> trouble() {
                return Optional.ofNullable(trouble.get());
            }

            @Override
            public Clock clock() {
                return clock;
            }
        };
        try (LedgerKeeper keeper = new LedgerKeeper(troubled, troubled, watch())) {
            keeper.isNew();
            assertThat(keeper.trouble()).isEmpty();

            trouble.set("the disk is full");
            assertThat(keeper.trouble()).contains("cannot be used since 2026-11-23T12:00:00Z");
            clock.pass(Duration.ofMinutes(7));
            trouble.set("the database does not answer");
            assertThat(keeper.trouble()).contains("cannot be used since 2026-11-23T12:00:00Z");

            trouble.set(null);
            assertThat(keeper.trouble()).isEmpty();
            trouble.set("the disk is full");
            assertThat(keeper.trouble()).contains("cannot be used since 2026-11-23T12:07:00Z");
        }
    }

    /** The ledger is closed behind it. */
    @Test
    void closing_waitsUntilTheClaimOfWhatIsBeingSettledIsEnded() throws Exception {
        leaveOpen(ANSWERING);
        AtomicBoolean ended = new AtomicBoolean();
        try (LedgerKeeper keeper = new LedgerKeeper(ledger, ledger, watch())) {
            Thread closer = new Thread(keeper::close);
            keeper.settleFor(List.of(keeper.keep(
                    service(ANSWERING, () -> {
                        asked.countDown();
                        await(() -> end.getCount() == 0
                                || (Thread.currentThread().isInterrupted()
                                        && closer.getState() == Thread.State.TIMED_WAITING));
                        ended.set(true);
                        throw new UnreachableException("status PO-7", "the thread was interrupted", null, false);
                    }),
                    Gen2Profile.standard())));
            keeper.start();
            asked.await();
            closer.start();
            closer.join();
            boolean waited = ended.get();
            end.countDown();

            assertThat(waited).isTrue();
            assertThat(ledger.abandoned(ANSWERING)).hasSize(1);
        }
    }

    /** Each holds a write with all of its devices in memory. */
    @Test
    void openWritesOfManyResellers_takeAsManyThreadsAsTheHeapStands() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CountDownLatch five = new CountDownLatch(5);
        try (LedgerKeeper keeper = new LedgerKeeper(ledger, ledger, watch(), Moves.none(), 256 << 20)) {
            keeper.settleFor(IntStream.range(0, 40)
                    .mapToObj(i -> ResellerId.of("46800009" + (10 + i)))
                    .map(reseller -> {
                        leaveOpen(reseller);
                        return keeper.keep(
                                service(reseller, () -> {
                                    five.countDown();
                                    end.await();
                                    return complete();
                                }),
                                Gen2Profile.standard());
                    })
                    .toList());
            keeper.start();
            five.await();
            await(() -> threads(before, "kdp-ledger-keeper")
                    .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

            assertThat(threads(before, "kdp-ledger-keeper-\\d+")).hasSize(5);
            end.countDown();
            keeper.settled().toCompletableFuture().get();
        }
    }

    private static Stream<Thread> threads(Set<Thread> before, String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches(name) && !before.contains(thread));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
