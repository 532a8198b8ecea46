package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.ledger.Backlog;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Entry ENTRY = Entry.of(RESELLER, UPLOAD, null, NOON);

    /** Another write of the same transaction. */
    private static Entry other(String orderNo) {
        return Entry.of(
                RESELLER,
                UploadRequest.builder(CUSTOMER, ORDER)
                        .orderNo(orderNo)
                        .devices(DEVICES)
                        .build(),
                null,
                NOON);
    }

    private static void accept(Ledger ledger, Entry entry) {
        ledger.claim(entry);
        ledger.settle(entry.id(), new Outcome.Accepted(RECEIPT));
    }

    private static List<Entry> abandoned(Ledger ledger) {
        return ledger.abandoned(RESELLER).stream()
                .map(ledger::find)
                .flatMap(Optional::stream)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void backlog_isWhatIsOpen_andSinceWhen(Kind kind) {
        Entry later = repeat(RESELLER, "PO-8", NOON.plusSeconds(60));
        Entry last = repeat(RESELLER, "PO-9", NOON.plusSeconds(120));
        try (Ledger ledger = open(kind)) {
            assertThat(ledger.backlog()).contains(new Backlog(0, null, null));
            ledger.claim(ENTRY);
            ledger.claim(later);
            ledger.claim(last);
            assertThat(ledger.backlog()).contains(new Backlog(3, NOON, NOON));
            ledger.settle(ENTRY.id(), new Outcome.Accepted(RECEIPT));
            ledger.settle(last.id(), Outcome.absent());
            assertThat(ledger.backlog()).contains(new Backlog(1, later.since(), NOON));
            ledger.forget(later.id());
            assertThat(ledger.backlog()).contains(new Backlog(0, null, NOON));
        }
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
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void writeOfANewId_isClaimedInOneStep_andThoseOfAKnownIdAreNot(Kind kind) {
        Entry step = Entry.of(RESELLER, UPLOAD, new Origin("whole", 1, 2), NOON);
        try (Ledger ledger = open(kind)) {
            assertThat(claimNew(ledger, step)).as("a step").isEmpty();
            assertThat(claimNew(ledger, ENTRY)).contains(new Claim(Right.FIRST, Outcome.open()));
            assertThat(claimNew(ledger, other("2"))).as("other content").isEmpty();
            ledger.settle(ENTRY.id(), Outcome.absent());
            assertThat(claimNew(ledger, ENTRY)).as("known").isEmpty();

            assertThat(ledger.writes(RESELLER, ORDER))
                    .extracting(Entry::id, Entry::outcome)
                    .containsExactly(tuple(ENTRY.id(), Outcome.absent()));
            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.AGAIN, Outcome.absent()));
            assertThat(claimNew(ledger, repeat(OTHER_RESELLER, "PO-7", NOON)))
                    .as("of another account")
                    .isPresent();
        }
    }

    /** The first claim was that of a gateway which did not get to its end. */
    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void writeThatIsClaimed_isNotClaimedAsANewOne(Kind kind) {
        LedgerStore store =
                kind == Kind.SQLITE ? new LedgerStore.SqliteFile(folder.resolve("ledger.db")) : postgresql.empty();
        try (Ledger ledger = SqlLedger.open(store)) {
            assertThat(claimNew(ledger, ENTRY)).isPresent();
            assertThat(claimNew(ledger, ENTRY)).as("by the same gateway").isEmpty();
        }
        try (Ledger ledger = SqlLedger.open(store)) {
            assertThat(claimNew(ledger, ENTRY)).as("by the next one").isEmpty();
            assertThat(ledger.writes(RESELLER, ORDER)).hasSize(1);
        }
    }

    private static Optional<Claim> claimNew(Ledger ledger, Entry entry) {
        List<Claim> noted = new CopyOnWriteArrayList<>();
        Optional<Claim> claim =
                ledger.claimNewAsync(entry, noted::add).toCompletableFuture().join();
        assertThat(noted).isEqualTo(claim.stream().toList());
        return claim;
    }

    @ParameterizedTest
    @EnumSource
    void acceptedWrite_hasItsReceipt(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);

            assertThat(ledger.settle(ENTRY.id(), new Outcome.Accepted(RECEIPT))).isTrue();

            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.SETTLED, new Outcome.Accepted(RECEIPT)));
            assertThat(abandoned(ledger)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void earlierOfSameContent_isTheLastThatWasAcceptedWithinADayUnderAnotherId(Kind kind) {
        Entry entry = repeat(RESELLER, "PO-8", NOON);
        try (Ledger ledger = open(kind)) {
            accept(ledger, repeat(RESELLER, "PO-1", NOON.minus(Ledger.REPEATS).minusMillis(1)));
            accept(ledger, repeat(OTHER_RESELLER, "PO-4", NOON.minusSeconds(1)));
            ledger.claim(repeat(RESELLER, "PO-5", NOON.minusSeconds(1)));
            accept(ledger, other("another"));
            accept(ledger, entry);
            assertThat(ledger.earlierOfSameContent(entry)).isEmpty();
        }
        try (Ledger ledger = open(kind)) {
            accept(ledger, repeat(RESELLER, "PO-2", NOON.minus(Ledger.REPEATS)));
            accept(ledger, repeat(RESELLER, "PO-3", NOON.minusSeconds(60)));
            accept(ledger, entry);
            accept(ledger, repeat(RESELLER, "PO-9", NOON.plusSeconds(60)));

            assertThat(ledger.earlierOfSameContent(entry))
                    .map(earlier -> earlier.request().transaction())
                    .contains(TransactionId.of("PO-3"));
        }
    }

    private static Entry repeat(ResellerId reseller, String transaction, Instant since) {
        return Entry.of(
                reseller,
                UploadRequest.builder(CUSTOMER, TransactionId.of(transaction))
                        .devices(DEVICES)
                        .build(),
                null,
                since);
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
    void writes_areFoundByTheirTransactionWhateverBecameOfThem(Kind kind) {
        try (Ledger ledger = open(kind)) {
            accept(ledger, ENTRY);
            ledger.claim(other("open"));

            assertThat(ledger.writes(RESELLER, ORDER))
                    .containsExactlyInAnyOrder(ENTRY.with(new Outcome.Accepted(RECEIPT)), other("open"));
            assertThat(ledger.writes(OTHER_RESELLER, ORDER)).isEmpty();
            assertThat(ledger.writes(RESELLER, TransactionId.of("PO-8"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writeThatIsTakenOver_isAsOldAsItWasWhenItWasLastSent(Kind kind) {
        Entry later = Entry.of(RESELLER, UPLOAD, null, NOON.plusSeconds(7));
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            ledger.settle(ENTRY.id(), Outcome.open());
            assertThat(abandoned(ledger)).extracting(Entry::since).containsExactly(NOON);

            ledger.claim(later);
            ledger.settle(ENTRY.id(), Outcome.open());

            assertThat(abandoned(ledger)).extracting(Entry::since).containsExactly(later.since());
        }
    }

    /** A crash in the next attempt must not make it one that may have arrived. */
    @ParameterizedTest
    @EnumSource
    void contestedWrite_staysSoWhileItIsTriedAgain(Kind kind) {
        Outcome contested = new Outcome.Contested(NOON.minusSeconds(3));
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            ledger.settle(ENTRY.id(), contested);

            assertThat(abandoned(ledger)).isEmpty();
            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.AGAIN, contested));
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.BUSY);
            assertThat(ledger.writes(RESELLER, ORDER)).containsExactly(ENTRY.with(contested));

            ledger.settle(ENTRY.id(), new Outcome.Accepted(RECEIPT));
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.SETTLED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownOutcome_isAbandonedUntilSomebodyClaimsIt(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            assertThat(abandoned(ledger)).isEmpty();

            ledger.settle(ENTRY.id(), Outcome.open());

            assertThat(abandoned(ledger)).containsExactly(ENTRY);
            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.AGAIN, Outcome.open()));
            assertThat(abandoned(ledger)).isEmpty();
        }
    }

    /** Those at the end must not wait until the others are settled, which perhaps they never are. */
    @ParameterizedTest
    @EnumSource
    void moreThanAThousandOpenWrites_areAllFound(Kind kind) {
        int open = 1001;
        try (Ledger ledger = open(kind)) {
            for (int i = 0; i < open; i++) {
                Entry entry = other("order " + i);
                ledger.claim(entry);
                ledger.settle(entry.id(), Outcome.open());
            }

            assertThat(ledger.abandoned(RESELLER)).hasSize(open).doesNotHaveDuplicates();
            assertThat(ledger.abandoned(OTHER_RESELLER)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void absentWrite_isSettledAndMayBeSentAgain(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            ledger.settle(ENTRY.id(), Outcome.absent());

            assertThat(abandoned(ledger)).isEmpty();
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

            assertThat(abandoned(ledger)).isEmpty();
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
                    Entry.of(RESELLER, full, null, NOON),
                    Entry.of(RESELLER, delete, new Origin("x", 2, 3), NOON.plusMillis(1)),
                    Entry.of(RESELLER, removal, null, Instant.EPOCH));
            for (Entry entry : entries) {
                ledger.claim(entry);
                ledger.settle(entry.id(), Outcome.open());
            }

            assertThat(abandoned(ledger)).containsExactlyInAnyOrderElementsOf(entries);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsOfAWrite_areFoundByItAndComeBeforeIt(Kind kind) {
        Entry whole = ENTRY;
        Entry first = Entry.of(
                RESELLER,
                UPLOAD.with(ORDER, Devices.imeis(List.of("351800000000701"))),
                new Origin(whole.id(), 1, 2),
                NOON);
        Entry second = Entry.of(
                RESELLER,
                UPLOAD.with(TransactionId.of("PO-7-2of2"), Devices.imeis(List.of("351800000001188"))),
                new Origin(whole.id(), 2, 2),
                NOON);
        try (Ledger ledger = open(kind)) {
            for (Entry entry : List.of(whole, second, first)) {
                ledger.claim(entry);
                ledger.settle(entry.id(), Outcome.open());
            }

            assertThat(ledger.steps(whole.id())).containsExactly(first, second);
            assertThat(ledger.steps(first.id())).isEmpty();
            assertThat(ledger.writes(RESELLER, ORDER)).containsExactlyInAnyOrder(whole, first);
            assertThat(ledger.writes(RESELLER, TransactionId.of("PO-7-2of2"))).containsExactly(second);
            assertThat(abandoned(ledger)).last().isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deletionOfARemoval_isAStepAndNoPart(Kind kind) {
        Entry removal =
                Entry.of(RESELLER, new RemovalRequest(ORDER, CUSTOMER, null, TransactionId.of("U")), null, NOON);
        Entry deletion =
                Entry.of(RESELLER, DeleteRequest.of(CUSTOMER, ORDER, DEVICES), new Origin(removal.id(), 0, 0), NOON);
        try (Ledger ledger = open(kind)) {
            ledger.claim(removal);
            ledger.claim(deletion);
            ledger.settle(deletion.id(), new Outcome.Accepted(RECEIPT));

            assertThat(ledger.steps(removal.id())).containsExactly(deletion.with(new Outcome.Accepted(RECEIPT)));
            assertThat(ledger.steps(removal.id())).noneMatch(Entry::isPart);
        }
    }

    private static Entry deletion(String transaction, Instant since) {
        return Entry.of(RESELLER, DeleteRequest.of(CUSTOMER, TransactionId.of(transaction), DEVICES), null, since);
    }

    @ParameterizedTest
    @EnumSource
    void acceptedDeletions_areFoundByTheTimeOfTheirSending(Kind kind) {
        Entry first = deletion("D-1", NOON);
        Entry second = Entry.of(
                RESELLER, new RemovalRequest(TransactionId.of("D-2"), CUSTOMER, null, ORDER), null, NOON.plusMillis(1));
        Entry step = Entry.of(
                RESELLER,
                DeleteRequest.of(CUSTOMER, TransactionId.of("D-2"), DEVICES),
                new Origin(second.id(), 0, 0),
                NOON.plusMillis(1));
        Entry third = deletion("D-3", NOON.plusMillis(2));
        Entry open = deletion("D-4", NOON);
        try (Ledger ledger = open(kind)) {
            List.of(first, second, step, third, ENTRY).forEach(entry -> accept(ledger, entry));
            ledger.claim(open);

            assertThat(ledger.deletions(RESELLER, NOON, NOON.plusMillis(2)))
                    .extracting(Entry::id)
                    .containsExactly(first.id(), second.id());
            assertThat(ledger.deletions(RESELLER, NOON.plusMillis(1), NOON.plusMillis(3)))
                    .extracting(Entry::id)
                    .containsExactly(second.id(), third.id());
            assertThat(ledger.deletions(OTHER_RESELLER, NOON, NOON.plusMillis(3)))
                    .isEmpty();
            assertThat(ledger.openDeletions(RESELLER)).extracting(Entry::id).containsExactly(open.id());
            assertThat(ledger.openDeletions(OTHER_RESELLER)).isEmpty();
            ledger.settle(open.id(), Outcome.open());
            assertThat(ledger.openDeletions(RESELLER)).extracting(Entry::id).containsExactly(open.id());
            ledger.settle(open.id(), Outcome.absent());
        }
    }

    @ParameterizedTest
    @EnumSource
    void side_isThatOfTheWriteOrOfItsId(Kind kind) {
        TransactionId other = TransactionId.of("PO-elsewhere");
        try (Ledger ledger = open(kind)) {
            assertThat(ledger.sideOf(RESELLER, ORDER)).isEmpty();
            ledger.claim(ENTRY);
            assertThat(ledger.sideOf(RESELLER, ORDER)).contains(Generation.GEN2);

            ledger.pin(RESELLER, other, Generation.GEN1);
            ledger.pin(RESELLER, other, Generation.GEN1);
            assertThat(ledger.sideOf(RESELLER, other)).contains(Generation.GEN1);
            assertThat(ledger.sideOf(OTHER_RESELLER, other)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sideMovedByHand_isThatOfTheWriteAndItsSteps(Kind kind) {
        Entry step = Entry.of(RESELLER, ENTRY.request(), new Origin(ENTRY.id(), 1, 2), ENTRY.since());
        TransactionId unknown = TransactionId.of("PO-elsewhere");
        try (Ledger ledger = open(kind)) {
            ledger.claim(ENTRY);
            ledger.claim(step);
            assertThat(ledger.repin(RESELLER, ORDER, Generation.GEN1)).isFalse();
            ledger.settle(ENTRY.id(), Outcome.open());
            assertThat(ledger.repin(RESELLER, ORDER, Generation.GEN1)).isFalse();
            assertThat(ledger.sideOf(RESELLER, ORDER)).contains(Generation.GEN2);
            ledger.settle(step.id(), Outcome.open());

            assertThat(ledger.repin(RESELLER, ORDER, Generation.GEN1)).isTrue();
            assertThat(ledger.repin(RESELLER, unknown, Generation.GEN1)).isTrue();

            assertThat(ledger.sideOf(RESELLER, ORDER)).contains(Generation.GEN1);
            assertThat(ledger.sideOf(RESELLER, unknown)).contains(Generation.GEN1);
            assertThat(ledger.sideOf(OTHER_RESELLER, unknown)).isEmpty();
            assertThat(List.of(ENTRY.id(), step.id()))
                    .allSatisfy(id -> assertThat(ledger.find(id))
                            .hasValueSatisfying(
                                    entry -> assertThat(entry.generation()).isEqualTo(Generation.GEN1)));
        }
    }

    /** What is sent in one moment, or sent again, has its place by its first claim. */
    @ParameterizedTest
    @EnumSource
    void acceptedDeletions_areInTheOrderOfTheirFirstClaims(Kind kind) {
        List<Entry> atOnce =
                IntStream.range(0, 20).mapToObj(i -> deletion("D-" + i, NOON)).toList();
        Entry again = deletion("D-again", NOON.minusMillis(1));
        try (Ledger ledger = open(kind)) {
            ledger.claim(again);
            ledger.settle(again.id(), Outcome.open());
            atOnce.forEach(entry -> accept(ledger, entry));
            accept(ledger, deletion("D-again", NOON.plusMillis(1)));

            List<String> expected = Stream.concat(Stream.of(again), atOnce.stream())
                    .map(Entry::id)
                    .toList();
            assertThat(ledger.deletions(RESELLER, NOON, NOON.plusMillis(2)))
                    .extracting(Entry::id)
                    .isEqualTo(expected);
        }
    }

    private static TransactionStatus status(TransactionState state, DeviceOutcome... failed) {
        return new TransactionStatus(
                ORDER,
                state,
                TransactionType.UPLOAD,
                List.of(failed),
                DeviceCoverage.FAILED_ONLY,
                new ServiceError(Condition.CUSTOMER_ID_INVALID, "40000011", "CUSTOMER_ID_INVALID", null),
                "order \"7\"",
                UnknownFields.none());
    }

    @ParameterizedTest
    @EnumSource
    void status_isKeptTheFirstTimeWithTheDevicesThatFailed(Kind kind) {
        ServiceError duplicate =
                new ServiceError(Condition.DEVICE_DUPLICATE, "40000005", "DEVICE_DUPLICATE", "it exists");
        ServiceError unknown = new ServiceError(Condition.UNKNOWN, "49999999", "", null);
        TransactionStatus status = status(
                TransactionState.COMPLETE,
                DeviceOutcome.failure(DeviceId.imei("351800000000701"), duplicate),
                DeviceOutcome.failure(DeviceId.imei("351800000001188"), duplicate),
                DeviceOutcome.failure(DeviceId.serialNumber("R58M1234567"), duplicate),
                DeviceOutcome.failure(DeviceId.imei("351800000001196"), unknown));
        try (Ledger ledger = open(kind)) {
            accept(ledger, ENTRY);
            assertThat(ledger.kept(ENTRY.id())).isEmpty();

            ledger.keep(ENTRY.id(), status);
            ledger.keep(ENTRY.id(), status(TransactionState.COMPLETE));

            assertThat(ledger.kept(ENTRY.id())).contains(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void statusOfAForgottenWrite_isForgotten(Kind kind) {
        try (Ledger ledger = open(kind)) {
            ledger.keep(ENTRY.id(), status(TransactionState.REJECTED));
            assertThat(ledger.kept(ENTRY.id())).isEmpty();
            ledger.claim(ENTRY);
            ledger.keep(ENTRY.id(), status(TransactionState.REJECTED));
            assertThat(ledger.kept(ENTRY.id())).isPresent();
            ledger.forget(ENTRY.id());
            ledger.claim(ENTRY);
            assertThat(ledger.kept(ENTRY.id())).isEmpty();

            ledger.keep(ENTRY.id(), status(TransactionState.COMPLETE));

            assertThat(ledger.kept(ENTRY.id())).contains(status(TransactionState.COMPLETE));
        }
    }

    private static Entry upload(String transaction, Devices devices) {
        return Entry.of(
                RESELLER,
                UploadRequest.builder(CUSTOMER, TransactionId.of(transaction))
                        .devices(devices)
                        .build(),
                null,
                NOON);
    }

    @ParameterizedTest
    @EnumSource
    void deviceThatWasUploadedByAnotherIdentifier_isKnownByIt(Kind kind) {
        String odd = "x".repeat(5000);
        try (Ledger ledger = open(kind)) {
            accept(
                    ledger,
                    upload("1", Devices.serialNumbers(List.of("r58m-123", "R58M456", "R58M456", odd, "\u0000"))));
            accept(ledger, upload("2", Devices.meids(List.of("268435459601055295"))));
            accept(ledger, ENTRY);
            ledger.claim(upload("3", Devices.serialNumbers(List.of("R58M789"))));

            assertThat(ledger.uploadedAs(
                            RESELLER,
                            Set.of(
                                    "R58M123",
                                    "R58M456",
                                    "R58M789",
                                    DeviceKey.of("268435459601055295"),
                                    "351800000000701")))
                    .containsOnly(
                            Map.entry("R58M123", DeviceId.serialNumber("r58m-123")),
                            Map.entry("R58M456", DeviceId.serialNumber("R58M456")),
                            Map.entry(DeviceKey.of("268435459601055295"), DeviceId.meid("268435459601055295")));
            assertThat(ledger.uploadedAs(OTHER_RESELLER, Set.of("R58M456"))).isEmpty();
            assertThat(ledger.uploadedAs(RESELLER, Set.of())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void deviceThatWasDeleted_isNoLongerKnownByItsIdentifier(Kind kind) {
        DeleteRequest deletion =
                DeleteRequest.of(CUSTOMER, TransactionId.of("D"), Devices.serialNumbers(List.of("R58M123")));
        try (Ledger ledger = open(kind)) {
            accept(ledger, upload("1", Devices.serialNumbers(List.of("R58M123", "R58M456"))));
            accept(ledger, Entry.of(RESELLER, deletion, null, NOON));

            assertThat(ledger.uploadedAs(RESELLER, Set.of("R58M123", "R58M456")))
                    .containsOnlyKeys("R58M456");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deviceThatWasUploadedAgain_isKnownByItsNewestIdentifier(Kind kind) {
        try (Ledger ledger = open(kind)) {
            accept(ledger, upload("1", Devices.serialNumbers(List.of("R58M123"))));
            accept(ledger, upload("2", Devices.serialNumbers(List.of("r58m123"))));

            assertThat(ledger.uploadedAs(RESELLER, Set.of("R58M123")))
                    .containsExactly(Map.entry("R58M123", DeviceId.serialNumber("r58m123")));
        }
    }

    /** A page may list more devices than a statement takes values. */
    @ParameterizedTest
    @EnumSource
    void identifiersOfALargePage_areFoundAtOnce(Kind kind) {
        List<String> numbers =
                IntStream.range(0, 2500).mapToObj("R58M%07d"::formatted).toList();
        try (Ledger ledger = open(kind)) {
            accept(ledger, upload("1", Devices.serialNumbers(numbers)));

            assertThat(ledger.uploadedAs(RESELLER, Set.copyOf(numbers))).hasSize(2500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ledgerThatDroppedNothing_hasForgottenNothing(Kind kind) {
        try (Ledger ledger = open(kind)) {
            accept(ledger, ENTRY);

            assertThat(ledger.mayHaveForgotten(RESELLER, ORDER)).isFalse();
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
