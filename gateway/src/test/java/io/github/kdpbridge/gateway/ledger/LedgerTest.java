package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every ledger promises, whatever holds it. */
class LedgerTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final ResellerId OTHER_RESELLER = ResellerId.of("4680000926");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId ORDER = TransactionId.of("PO-7");
    private static final Devices DEVICES = Devices.imeis(List.of("351800000000701", "351800000001188"));
    private static final UploadRequest UPLOAD =
            UploadRequest.builder(CUSTOMER, ORDER).devices(DEVICES).build();
    private static final Receipt RECEIPT = new Receipt(
            ORDER,
            TransactionState.PROGRESS,
            UnknownFields.of(Map.of("note", "{\"a\":[1.50,null]}", "x", "\"\\u0000\"")));

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = LedgerTest::start;

    @TempDir
    private Path folder;

    enum Kind {
        MEMORY,
        SQLITE,
        POSTGRESQL
    }

    private static void start(ExtensionContext context) {
        postgresql = TestDatabase.of(context);
    }

    private Ledger open(Kind kind) {
        return switch (kind) {
            case MEMORY -> InMemoryLedger.create();
            case SQLITE -> SqlLedger.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")));
            case POSTGRESQL -> SqlLedger.open(postgresql.empty());
        };
    }

    private static final Entry ENTRY = Entry.of(RESELLER, UPLOAD, null);

    /** Another write of the same transaction. */
    private static Entry other(String orderNo) {
        return Entry.of(
                RESELLER,
                UploadRequest.builder(CUSTOMER, ORDER)
                        .orderNo(orderNo)
                        .devices(DEVICES)
                        .build(),
                null);
    }

    @ParameterizedTest
    @EnumSource
    void firstClaim_isGrantedAndTheNextIsBusy(Kind kind) {
        try (Ledger ledger = open(kind)) {
            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.FIRST, Outcome.open()));
            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.BUSY, Outcome.open()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptedWrite_hasItsReceipt(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);

            assertThat(ledger.settle(ENTRY.id(), new Outcome.Accepted(RECEIPT))).isTrue();

            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.SETTLED, new Outcome.Accepted(RECEIPT)));
            assertThat(ledger.abandoned(Set.of(RESELLER))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedPart_hasItsError(Kind kind) {
        Outcome refused = new Outcome.Refused(
                new ServiceError(Condition.UNKNOWN, "40099999", "SOMETHING_NEW", "\"quoted\" and é"), 400);
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            ledger.settle(ENTRY.id(), refused);

            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.SETTLED, refused));
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptedWrite_isFoundByItsTransaction(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            ledger.claim(other("open"));
            assertThat(ledger.accepted(RESELLER, ORDER)).isEmpty();

            ledger.settle(ENTRY.id(), new Outcome.Accepted(RECEIPT));

            assertThat(ledger.accepted(RESELLER, ORDER)).containsExactly(ENTRY.with(new Outcome.Accepted(RECEIPT)));
            assertThat(ledger.accepted(OTHER_RESELLER, ORDER)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownOutcome_isAbandonedUntilSomebodyClaimsIt(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            assertThat(ledger.abandoned(Set.of(RESELLER))).isEmpty();

            ledger.settle(ENTRY.id(), Outcome.open());

            assertThat(ledger.abandoned(Set.of(RESELLER))).containsExactly(ENTRY);
            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.AGAIN, Outcome.open()));
            assertThat(ledger.abandoned(Set.of(RESELLER))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void absentWrite_isSettledAndMayBeSentAgain(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            ledger.settle(ENTRY.id(), Outcome.absent());

            assertThat(ledger.abandoned(Set.of(RESELLER))).isEmpty();
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.BUSY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgottenWrite_isAsNew(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);

            assertThat(ledger.forget(ENTRY.id())).isTrue();

            assertThat(ledger.abandoned(Set.of(RESELLER))).isEmpty();
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.FIRST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfWrite_isHeldToTheLastField(Kind kind) {
        UploadRequest full = UploadRequest.builder(CUSTOMER, TransactionId.of("line\nbreak \u0000 é \uD83D\uDE00"))
                .vendor(VendorId.of("7850000063"))
                .devices(new Devices(new DeviceType("TAG"), List.of("", " R58M1234567 ", "\"")))
                .orderNo("")
                .orderTime(Instant.parse("2026-11-23T09:30:00.123456789Z"))
                .targetService("KME")
                .profileAliases(List.of(new ProfileAlias("KME", "a"), new ProfileAlias("KC", "")))
                .build();
        DeleteRequest delete = new DeleteRequest(ORDER, CUSTOMER, null, Devices.serialNumbers(List.of()));
        RemovalRequest removal = new RemovalRequest(ORDER, CUSTOMER, VendorId.of("7850000063"), TransactionId.of("U"));
        try (Ledger ledger = open(kind)) {
            List<Entry> entries = List.of(
                    Entry.of(RESELLER, full, null),
                    Entry.of(RESELLER, delete, new Origin("x", 2, 3)),
                    Entry.of(RESELLER, removal, null));
            for (Entry entry : entries) {
                ledger.claim(entry);
                ledger.settle(entry.id(), Outcome.open());
            }

            assertThat(ledger.abandoned(Set.of(RESELLER))).containsExactlyInAnyOrderElementsOf(entries);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsOfAWrite_areFoundByItAndComeBeforeIt(Kind kind) {
        Entry whole = ENTRY;
        Entry first = Entry.of(
                RESELLER, UPLOAD.with(ORDER, Devices.imeis(List.of("351800000000701"))), new Origin(whole.id(), 1, 2));
        Entry second = Entry.of(
                RESELLER,
                UPLOAD.with(TransactionId.of("PO-7-2of2"), Devices.imeis(List.of("351800000001188"))),
                new Origin(whole.id(), 2, 2));
        try (Ledger ledger = open(kind)) {
            for (Entry entry : List.of(whole, second, first)) {
                ledger.claim(entry);
                ledger.settle(entry.id(), Outcome.open());
            }

            assertThat(ledger.steps(whole.id())).containsExactly(first, second);
            assertThat(ledger.steps(first.id())).isEmpty();
            assertThat(ledger.parts(RESELLER, ORDER)).containsExactly(first, second);
            assertThat(ledger.parts(OTHER_RESELLER, ORDER)).isEmpty();
            assertThat(ledger.parts(RESELLER, TransactionId.of("PO-7-2of2"))).isEmpty();
            assertThat(ledger.whole(RESELLER, TransactionId.of("PO-7-2of2"))).contains(ORDER);
            assertThat(ledger.whole(OTHER_RESELLER, TransactionId.of("PO-7-2of2")))
                    .isEmpty();
            assertThat(ledger.whole(RESELLER, TransactionId.of("PO-8"))).isEmpty();
            assertThat(ledger.abandoned(Set.of(RESELLER))).last().isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deletionOfARemoval_isAStepAndNoPart(Kind kind) {
        Entry removal = Entry.of(RESELLER, new RemovalRequest(ORDER, CUSTOMER, null, TransactionId.of("U")), null);
        Entry deletion = Entry.of(RESELLER, DeleteRequest.of(CUSTOMER, ORDER, DEVICES), new Origin(removal.id(), 0, 0));
        try (Ledger ledger = open(kind)) {
            ledger.claim(removal);
            ledger.claim(deletion);
            ledger.settle(deletion.id(), new Outcome.Accepted(RECEIPT));

            assertThat(ledger.steps(removal.id())).containsExactly(deletion.with(new Outcome.Accepted(RECEIPT)));
            assertThat(ledger.parts(RESELLER, ORDER)).isEmpty();
            assertThat(ledger.whole(RESELLER, ORDER)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void claimsAtOnce_areGrantedToOne(Kind kind) throws Exception {
        int callers = 16;
        CyclicBarrier together = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (Ledger ledger = open(kind)) {
            for (int round = 0; round < 20; round++) {
                Entry entry = other("round " + round);
                Callable<Right> caller = () -> {
                    together.await();
                    return ledger.claim(entry).right();
                };
                List<Future<Right>> claims = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    claims.add(threads.submit(caller));
                }
                List<Right> rights = new ArrayList<>();
                for (Future<Right> claim : claims) {
                    rights.add(claim.get());
                }

                assertThat(rights).containsOnlyOnce(Right.FIRST).containsOnly(Right.FIRST, Right.BUSY);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
