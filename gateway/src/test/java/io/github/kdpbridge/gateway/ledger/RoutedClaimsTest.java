package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims of writes whose customer moves from one generation to the other. */
@Tag("one-jdk")
@ParameterizedClass
@EnumSource
class RoutedClaimsTest extends RoutedLedgerTests {
    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @Parameter
    private Kind kind;

    @TempDir
    private Path folder;

    @Override
    LedgerStore store() {
        return kind == Kind.SQLITE ? new LedgerStore.SqliteFile(folder.resolve("ledger.db")) : postgresql.empty();
    }

    @Test
    void firstWriteOfACustomer_recordsItsPhase() {
        assertThat(ledger.claim(upload("1"))).isEqualTo(first(Generation.GEN1));

        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 0, null));
        assertThat(ledger.find(upload("1").id()).orElseThrow().generation()).isEqualTo(Generation.GEN1);
        assertThat(ledger.claim(upload("2"))).isEqualTo(first(Generation.GEN1));
    }

    @Test
    void customerWithAnyName_isStored() {
        Entry entry = Entry.of(
                RESELLER,
                UploadRequest.builder(CustomerId.of("a\u0000\n\"é" + "x".repeat(300)), TransactionId.of("1"))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                ledger.clock().instant());

        assertThat(ledger.claim(entry)).isEqualTo(first(Generation.GEN1));
        assertThat(routes.all(RESELLER))
                .extracting(Route::unit)
                .containsExactly(
                        UnitKind.CUSTOMER.unit(RESELLER, entry.request().customer(), null));
    }

    @Test
    void accountThatDoesNotMigrate_hasNoUnits() {
        assertThat(ledger.claim(upload(SETTLED, "1", "351800000000701", null))).isEqualTo(first(Generation.GEN2));

        assertThat(routes.all(SETTLED)).isEmpty();
        assertThat(ledger.database()
                        .<List<String>>inTransaction(sql -> sql.handle()
                                .createQuery("SELECT COALESCE(unit, 'none') FROM kdp_write")
                                .mapTo(String.class)
                                .list()))
                .containsExactly("none");
    }

    @Test
    void repeatAfterTheMove_staysWhereItWasSent_andNewWritesDoNot() {
        ledger.claim(upload("1"));
        ledger.settle(upload("1").id(), Outcome.absent());
        ledger.claim(upload("2"));
        ledger.settle(upload("2").id(), accepted(upload("2")));
        moveAtOnce();

        assertThat(ledger.claim(upload("1"))).isEqualTo(granted(Right.AGAIN, Outcome.absent(), Generation.GEN1));
        assertThat(ledger.claim(upload("2"))).isEqualTo(granted(Right.SETTLED, accepted(upload("2")), Generation.GEN1));
        assertThat(ledger.claim(upload("3"))).isEqualTo(first(Generation.GEN2));
    }

    @Test
    void absentWrite_mayLeaveItsSideAfterItsQuarantine() {
        Entry write = absent("1");
        moveAtOnce();
        assertThat(ledger.claim(again(write))).isEqualTo(granted(Right.AGAIN, Outcome.absent(), Generation.GEN1));
        ledger.settle(write.id(), Outcome.absent());
        pass(QUARANTINE.plusMillis(1));

        assertThat(ledger.claim(write)).isEqualTo(granted(Right.LAPSED, Outcome.absent(), Generation.GEN1));
        assertThat(ledger.claim(again(write)).right()).as("asked by another").isEqualTo(Right.BUSY);
        ledger.forget(write.id());
        assertThat(ledger.claim(again(write))).isEqualTo(first(Generation.GEN2));
    }

    /** The older claim is of a gateway that stood still. */
    @Test
    void absentWriteThatWasSentAgain_staysUntilTheQuarantineOfThatIsOver() {
        Entry write = absent("1");
        moveAtOnce();
        pass(QUARANTINE.plusMillis(1));
        ledger.claim(again(write));
        ledger.settle(write.id(), Outcome.absent());

        assertThat(ledger.claim(write).right()).isEqualTo(Right.AGAIN);
        ledger.settle(write.id(), Outcome.absent());
        assertThat(ledger.claim(write).right()).isEqualTo(Right.AGAIN);
    }

    @Test
    void absentWriteOfACustomerThatIsHeldOrHasNotMoved_staysOnItsSide() {
        Entry write = absent("1");
        pass(QUARANTINE.plusMillis(1));
        assertThat(ledger.claim(write).right()).isEqualTo(Right.AGAIN);
        ledger.settle(write.id(), Outcome.absent());
        moveAtOnce();
        routes.begin(UNIT, 1, Move.back(Phase.CANARY, OPERATOR_1));
        routes.hold(UNIT, 2);

        assertThat(ledger.claim(write)).isEqualTo(granted(Right.AGAIN, Outcome.absent(), Generation.GEN1));
    }

    private Entry absent(String transaction) {
        Entry write = upload(transaction);
        ledger.claim(write);
        ledger.settle(write.id(), Outcome.absent());
        return write;
    }

    private Entry again(Entry write) {
        return Entry.of(RESELLER, write.request(), null, ledger.clock().instant());
    }

    @Test
    void usedIdWithOtherContent_goesWhereTheIdWasUsed() {
        ledger.claim(upload("1"));
        ledger.pin(RESELLER, TransactionId.of("2"), Generation.GEN1);
        moveAtOnce();

        assertThat(ledger.claim(otherContent("1"))).isEqualTo(first(Generation.GEN1));
        assertThat(ledger.claim(otherContent("2"))).isEqualTo(first(Generation.GEN1));
    }

    @Test
    void whileTheCustomerIsHeld_onlyUsedIdsGoOn() {
        ledger.claim(upload("1"));
        ledger.pin(RESELLER, TransactionId.of("2"), Generation.GEN2);
        hold();

        assertThat(ledger.claim(upload("3"))).isEqualTo(held(Generation.GEN1));
        assertThat(ledger.find(upload("3").id())).isEmpty();
        assertThat(ledger.claim(otherContent("1"))).isEqualTo(first(Generation.GEN1));
        assertThat(ledger.claim(upload("2"))).isEqualTo(first(Generation.GEN2));

        routes.release(UNIT, 1);
        assertThat(ledger.claim(upload("3"))).isEqualTo(first(Generation.GEN1));
    }

    @Test
    void steps_areOnTheSideOfTheirWrite_alsoWhileItIsHeld() {
        Entry whole = upload("1");
        ledger.claim(whole);
        ledger.pin(RESELLER, TransactionId.of("1-2of2"), Generation.GEN2);
        hold();

        Entry step = upload(RESELLER, "1-2of2", "351800000000701", new Origin(whole.id(), 2, 2));
        assertThat(ledger.claim(step)).isEqualTo(first(Generation.GEN1));
        ledger.settle(step.id(), Outcome.open());
        assertThat(ledger.claim(step)).isEqualTo(granted(Right.AGAIN, Outcome.open(), Generation.GEN1));
        Entry orphan = upload(RESELLER, "9-1of2", "351800000000701", new Origin("gone", 1, 2));
        assertThat(ledger.claim(orphan)).isEqualTo(held(Generation.GEN1));
    }

    /** They share a transaction in a file. */
    @Test
    void claimsOfAllKindsAtOnce_getTheirOwnAnswers() {
        ledger.claim(upload("1"));
        ledger.settle(upload("1").id(), accepted(upload("1")));
        hold();
        List<CompletableFuture<Claim>> claims = new ArrayList<>();
        List<Claim> expected = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            claims.add(claimed(upload("1")));
            expected.add(round == 0 ? granted(Right.SETTLED, accepted(upload("1")), Generation.GEN1) : null);
            claims.add(claimed(upload("new" + round)));
            expected.add(held(Generation.GEN1));
            claims.add(claimed(upload(RESELLER, "1", "3518000000007" + (10 + round), null)));
            expected.add(first(Generation.GEN1));
            claims.add(claimed(upload(SETTLED, "s" + round, "351800000000701", null)));
            expected.add(first(Generation.GEN2));
        }
        for (int i = 0; i < claims.size(); i++) {
            if (expected.get(i) != null) {
                assertThat(claims.get(i).join()).isEqualTo(expected.get(i));
            }
        }
    }

    /** An id outlives its write, until there is no way back (C6). */
    @Test
    void idOfAForgottenWrite_keepsItsSide() {
        Entry whole = upload("1");
        Entry part = upload(RESELLER, "1-2of2", "351800000000701", new Origin(whole.id(), 2, 2));
        for (Entry entry : List.of(whole, part)) {
            ledger.claim(entry);
            ledger.settle(entry.id(), accepted(entry));
        }
        prune();
        moveAtOnce();

        assertThat(ledger.find(whole.id())).isEmpty();
        assertThat(ledger.sideOf(RESELLER, TransactionId.of("1"))).contains(Generation.GEN1);
        assertThat(ledger.claim(otherContent("1"))).isEqualTo(first(Generation.GEN1));
        assertThat(ledger.claim(otherContent("1-2of2"))).isEqualTo(first(Generation.GEN1));
    }

    @Test
    void idOfACustomerThatIsDone_isForgottenWithItsWrite() {
        routes.see(UNIT, Phase.DONE);
        for (Entry entry : List.of(upload("1"), upload(SETTLED, "1", "351800000000701", null))) {
            ledger.claim(entry);
            ledger.settle(entry.id(), accepted(entry));
        }
        prune();

        assertThat(ledger.sideOf(RESELLER, TransactionId.of("1"))).isEmpty();
        assertThat(ledger.sideOf(SETTLED, TransactionId.of("1"))).isEmpty();
    }

    @Test
    void unitThatDidNothing_isForgottenAfterTheRetention() {
        Unit moved = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000322"), null);
        Unit judged = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000330"), null);
        Unit account = Unit.account(RESELLER);
        for (Unit unit : List.of(UNIT, moved, judged, account)) {
            routes.see(unit, Phase.GEN1);
        }
        routes.begin(moved, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
        ledger.database()
                .inTransaction(sql -> sql.update(
                        "INSERT INTO kdp_difference (id, unit, operation, path, kind, occurrences, seen, unseen, first_at,"
                                + " last_at, state) VALUES ('1', ?, 'devices', '', 'TEXT', 1, 1, 0, 0, 0, 'ACCEPTED')",
                        judged.id()));
        prune(Duration.ofDays(1));
        assertThat(routes.all(RESELLER)).as("within the retention").hasSize(4);

        prune(Duration.ofDays(2));

        assertThat(routes.all(RESELLER)).extracting(Route::unit).containsExactlyInAnyOrder(moved, judged, account);
        assertThat(ledger.claim(upload("1"))).isEqualTo(first(Generation.GEN1));
        assertThat(routes.find(UNIT)).contains(Route.first(UNIT, Phase.SHADOW));
    }

    @Test
    void unitWithAWrite_isNotForgotten() {
        ledger.claim(upload("open"));
        prune();
        assertThat(routes.find(UNIT)).as("open").isPresent();

        ledger.settle(upload("open").id(), accepted(upload("open")));
        complete(ledger, upload("open"));
        prune(Duration.ofDays(1));
        assertThat(routes.find(UNIT)).as("complete").isPresent();
    }

    private void prune() {
        prune(Duration.ofDays(3));
    }

    private void prune(Duration later) {
        pass(later);
        new Pruning(ledger.database(), Duration.ofDays(2), ledger.clock(), ledger.clock()::millis).prune();
    }

    @Test
    void customer_isDrainedWhenNothingIsInProgress() {
        routes.see(UNIT, Phase.SHADOW);
        assertThat(routes.isDrained(UNIT)).isTrue();
        ledger.claim(upload("1"));
        assertThat(routes.isDrained(UNIT)).as("open").isFalse();
        ledger.settle(upload("1").id(), accepted(upload("1")));
        assertThat(routes.isDrained(UNIT)).as("in progress").isFalse();
        complete(ledger, upload("1"));
        assertThat(routes.isDrained(UNIT)).as("complete").isTrue();

        ledger.claim(upload("2"));
        ledger.settle(upload("2").id(), accepted(upload("2")));
        pass(Duration.ofHours(24));
        assertThat(routes.isDrained(UNIT)).as("accepted long ago").isTrue();

        ledger.claim(upload("3"));
        ledger.settle(upload("3").id(), Outcome.absent());
        assertThat(routes.isDrained(UNIT)).as("may yet arrive").isFalse();
        pass(QUARANTINE);
        assertThat(routes.isDrained(UNIT)).as("cannot arrive any longer").isTrue();

        ledger.claim(upload("4"));
        routes.begin(UNIT, 0, AT_ONCE);
        assertThat(routes.isDrained(UNIT)).as("open on the other side").isTrue();
    }

    /** It is in no ledger, and may be one of any customer. */
    @Test
    void writeThatCannotBeRead_holdsUpMovesWhileItMayArrive() {
        routes.see(UNIT, Phase.SHADOW);
        assertThat(routes.passUnread(RESELLER)).isTrue();
        assertThat(routes.isDrained(UNIT)).isFalse();
        pass(QUARANTINE.minusMillis(1));
        hold();
        assertThat(routes.flip(UNIT, 1)).isFalse();

        pass(Duration.ofMillis(1));
        assertThat(routes.flip(UNIT, 1)).isTrue();
    }

    /** The service shows the parts, never the whole. */
    @Test
    void uploadInParts_isDrainedWithItsLastPart() {
        Entry whole = upload("1");
        ledger.claim(whole);
        Entry part = upload(RESELLER, "1-2of2", "351800000000701", new Origin(whole.id(), 2, 2));
        ledger.claim(part);
        ledger.settle(part.id(), accepted(part));
        ledger.settle(whole.id(), accepted(whole));

        assertThat(routes.isDrained(UNIT)).isFalse();
        complete(ledger, part);
        assertThat(routes.isDrained(UNIT)).isTrue();
    }

    @Test
    void heldCustomer_flipsWhenItIsDrained() {
        ledger.claim(upload("1"));
        hold();
        assertThat(routes.flip(UNIT, 1)).isFalse();

        ledger.forget(upload("1").id());

        assertThat(routes.flip(UNIT, 1)).isTrue();
        assertThat(ledger.claim(upload("1"))).isEqualTo(first(Generation.GEN2));
    }

    @Test
    void moveOfAProcessThatIsGone_isDrivenByTheNext() {
        hold();
        LoggedMove begun = routes.log(RESELLER).get(0);
        assertThat(routes.toDrive()).containsExactly(begun);
        ledger.close();
        open(gateway());

        assertThat(routes.toDrive()).containsExactly(begun);
        finish(routes);
    }

    /** An authenticated caller may name any customer. */
    @Test
    void customersBeyondTheMost_areServedWithoutBeingRecorded() {
        ledger.database()
                .<Integer>inTransaction(sql -> sql.update("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
                        + " FROM n WHERE i < " + StoredRoute.MOST
                        + ") INSERT INTO kdp_route (unit, reseller, kind, name,"
                        + " phase, epoch, first_seen, changed_at) SELECT i, '4680000925', 'CUSTOMER', '\"1\"', 'GEN1', 0,"
                        + " 0, 0 FROM n"));

        assertThat(ledger.claim(upload("1"))).isEqualTo(first(Generation.GEN1));
        assertThat(ledger.claim(otherContent("1"))).isEqualTo(first(Generation.GEN1));
        assertThat(routes.find(UNIT)).isEmpty();
    }

    /** Of a flip and a claim at once, the one sees the other (C2). */
    @Test
    void write_isNeverRecordedForTheSideThatItsCustomerLeft() throws Exception {
        for (int round = 0; round < 40; round++) {
            Entry entry = Entry.of(
                    RESELLER,
                    UploadRequest.builder(CustomerId.of("c" + round), TransactionId.of("t" + round))
                            .imeis(List.of("351800000000701"))
                            .build(),
                    null,
                    ledger.clock().instant());
            Unit unit = UnitKind.CUSTOMER.unit(RESELLER, entry.request().customer(), null);
            routes.see(unit, Phase.SHADOW);
            routes.begin(unit, 0, TO_CANARY);
            routes.hold(unit, 1);
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<Boolean> flip = inAThread(() -> {
                await(start);
                return routes.flip(unit, 1);
            });
            await(start);
            Claim claim = ledger.claim(entry);
            assertThat(flip.get()).isTrue();
            assertThat(claim).isIn(held(Generation.GEN1), first(Generation.GEN2));
        }
    }

    /** On JDK 25, two of them would share one thread of a machine with two processors. */
    private static <T> CompletableFuture<T> inAThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }
}
