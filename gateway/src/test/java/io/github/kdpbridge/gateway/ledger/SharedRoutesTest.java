package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What gateways that share a database do at once, step by step. */
class SharedRoutesTest extends RoutedLedgerTests {
    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @Override
    LedgerStore store() {
        return postgresql.empty();
    }

    @Test
    void moveWhoseGatewayIsGone_isDrivenByAnother() {
        hold();
        LoggedMove begun = routes.log(RESELLER).get(0);
        try (SqlLedger other = gateway()) {
            Routes others = other.routes(LIMITS);
            assertThat(others.toDrive()).as("the first may be alive").isEmpty();
            for (int i = 0; i < 2; i++) {
                pass(store.takeover().dividedBy(2));
                other.heart().beat();
            }
            assertThat(others.toDrive()).containsExactly(begun);
            assertThat(others.toDrive()).as("it is its own now").containsExactly(begun);
            finish(others);
            assertThat(routes.toDrive()).isEmpty();
            assertThat(routes.flip(UNIT, 1)).as("the first comes back late").isFalse();
        }
    }

    /** Its own limits and its own client are known to a gateway that serves the account, and to no other. */
    @Test
    void moveOfAnAccountThatIsNotServed_isLeftToOthers() {
        hold();
        LoggedMove begun = routes.log(RESELLER).get(0);
        try (SqlLedger stranger = gateway();
                SqlLedger other = gateway()) {
            assertThat(stranger.routes(LIMITS).toDrive())
                    .as("the first may be alive")
                    .isEmpty();
            assertThat(other.routes(LIMITS).toDrive()).isEmpty();
            for (int i = 0; i < 2; i++) {
                pass(store.takeover().dividedBy(2));
                stranger.heart().beat();
                other.heart().beat();
            }
            assertThat(stranger.routes(LIMITS).toDrive(reseller -> false)).isEmpty();
            assertThat(other.routes(LIMITS).toDrive(RESELLER::equals)).containsExactly(begun);
        }
    }

    @Test
    void claimWaitsForAFlip_andFollowsIt() throws Exception {
        routes.see(UNIT, Phase.SHADOW);
        ledger.claim(upload("1"));
        CompletableFuture<Claim> claim;
        CompletableFuture<Claim> ofAPinnedId;
        try (Connection mover = connection();
                Statement flip = mover.createStatement()) {
            mover.setAutoCommit(false);
            flip.execute("UPDATE kdp_route SET phase = 'CANARY', epoch = epoch + 1");
            claim = claimed(upload("2"));
            ofAPinnedId = claimed(upload("3"));
            waitForLocks(claim, ofAPinnedId);
            ledger.pin(RESELLER, TransactionId.of("3"), Generation.GEN1);
            mover.commit();
        }

        assertThat(claim.get()).isEqualTo(first(Generation.GEN2));
        assertThat(ofAPinnedId.get()).isEqualTo(first(Generation.GEN1));
    }

    @Test
    void flipWaitsForAClaim_andSeesIt() throws Exception {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch recorded = new CountDownLatch(1);
        RoutedClaims claims =
                new RoutedClaims(ledger.database(), new StoredRoute(ledger.database(), new Moments(Clock.systemUTC())));
        Entry entry = upload("1");
        CompletableFuture<Optional<Claim>> claim =
                inAThread(() -> ledger.database().inTransaction(sql -> {
                    Object[] row = StoredWrite.row(entry, "me", 1);
                    Optional<Claim> given = claims.claim(sql, entry, row, Route.first(UNIT, Phase.SHADOW));
                    recorded.countDown();
                    await(held);
                    return given;
                }));
        await(recorded);
        CompletableFuture<Boolean> flip = inAThread(() -> {
            routes.hold(UNIT, 1);
            return routes.flip(UNIT, 1);
        });
        waitForLocks(flip);
        held.countDown();

        assertThat(claim.get()).contains(first(Generation.GEN1));
        assertThat(flip.get()).isFalse();
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 1, Generation.GEN2));
    }

    @Test
    void renewalWaitsForATakeover_andSeesIt() throws Exception {
        Entry entry = upload("1");
        ledger.claim(entry);
        CompletableFuture<Boolean> renewed;
        try (Connection other = connection();
                Statement takeover = other.createStatement()) {
            other.setAutoCommit(false);
            takeover.execute("UPDATE kdp_write SET owner = 'other'");
            renewed = inAThread(() -> ledger.renew(entry.id()));
            waitForLocks(renewed);
            other.commit();
        }

        assertThat(renewed.get()).isFalse();
    }

    /** Another gateway may have judged it just before. */
    @Test
    void ownerThatBeatsAgain_keepsItsWrite() {
        Entry entry = upload("1");
        ledger.claim(entry);
        String owner = ledger.heart().id();
        Function<Session, Integer> takeover = sql -> sql.update(Claims.TAKE, "other", 1, 1, entry.id(), owner, "other");
        ledger.heart().beat();
        assertThat(ledger.database().inTransaction(takeover)).isZero();

        ledger.heart().stop();
        ledger.heart().leave();
        assertThat(ledger.database().inTransaction(takeover)).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until each of these waits for a lock; fails if one ends before. */
    private void waitForLocks(CompletableFuture<?>... all) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            int seen;
            do {
                assertThat(all).noneMatch(CompletableFuture::isDone);
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
                    row.next();
                    seen = row.getInt(1);
                }
            } while (seen < all.length);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(((LedgerStore.Postgresql) store).url());
    }

    @Test
    void twoGateways_shareUnitsAndPins() {
        try (SqlLedger other = gateway()) {
            List<CompletableFuture<Claim>> claims = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                claims.add(claimed(upload("t" + i)));
                claims.add(other.claimAsync(upload("t" + i), claim -> {}).toCompletableFuture());
            }
            for (int i = 0; i < 100; i += 2) {
                assertThat(List.of(
                                claims.get(i).join().right(),
                                claims.get(i + 1).join().right()))
                        .containsExactlyInAnyOrder(Right.FIRST, Right.BUSY);
            }
            other.routes(LIMITS).begin(UNIT, 0, AT_ONCE);
            assertThat(ledger.claim(otherContent("t1"))).isEqualTo(first(Generation.GEN1));
            assertThat(ledger.claim(upload("u"))).isEqualTo(first(Generation.GEN2));
        }
    }

    /** The account's row is locked by both, so that none misses the other. */
    @Test
    void ofAFreezeAndAMoveForwardAtOnce_noneIsLeftUnderWay() throws Exception {
        try (SqlLedger other = gateway()) {
            Routes others = other.routes(LIMITS);
            for (int round = 0; round < 20; round++) {
                Unit unit = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("c" + round), null);
                routes.see(unit, Phase.SHADOW);
                CyclicBarrier start = new CyclicBarrier(2);
                CompletableFuture<Void> freeze = runInAThread(() -> {
                    await(start);
                    others.freeze(RESELLER, OPERATOR_1);
                });
                await(start);
                try {
                    routes.begin(unit, 0, TO_CANARY);
                } catch (MoveRefusedException e) {
                    assertThat(e.reason()).isEqualTo(MoveRefusedException.Reason.FROZEN);
                }
                freeze.get();

                assertThat(routes.toDrive()).isEmpty();
                routes.unfreeze(RESELLER, routes.frozen(RESELLER).orElseThrow().since(), OPERATOR_1);
            }
        }
    }

    /** Operators, movers and callers of two gateways at once. */
    @Test
    void whateverTwoGatewaysDo_aTransactionIdHasOneSide_andAFlipLeavesNothingOpen() throws Exception {
        try (SqlLedger other = gateway()) {
            List<SqlLedger> gateways = List.of(ledger, other);
            AtomicBoolean isOver = new AtomicBoolean();
            List<CompletableFuture<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                SqlLedger gateway = gateways.get(caller % 2);
                Random random = new Random(caller);
                callers.add(runInAThread(() -> {
                    while (!isOver.get()) {
                        write(gateway, random);
                    }
                }));
            }
            Routes movers = other.routes(LIMITS);
            routes.see(UNIT, Phase.SHADOW);
            for (int flips = 0; flips < 20; flips++) {
                Route before = movers.find(UNIT).orElseThrow();
                Move move = before.phase() == Phase.SHADOW ? TO_CANARY : Move.back(Phase.CANARY, OPERATOR_1);
                long epoch = movers.begin(UNIT, before.epoch(), move).epoch();
                routes.hold(UNIT, epoch);
                while (!movers.flip(UNIT, epoch)) {
                    assertThat(callers).noneMatch(CompletableFuture::isDone);
                }
            }
            isOver.set(true);
            CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get();
        }
        assertThat(ledger.database()
                        .<Integer>inTransaction(sql -> sql.handle()
                                .createQuery("SELECT COUNT(*) FROM (SELECT 1 FROM kdp_write GROUP BY substr(id, 1, 32)"
                                        + " HAVING MIN(generation) <> MAX(generation)) mixed")
                                .mapTo(Integer.class)
                                .one()))
                .isZero();
    }

    /** Claims one of a few ids with one of two contents, and checks that its customer is still there. */
    private void write(SqlLedger gateway, Random random) {
        String id = "t" + random.nextInt(300);
        Entry entry = random.nextBoolean() ? upload(id) : otherContent(id);
        Claim claim = gateway.claim(entry);
        if (!claim.isGranted()) {
            return;
        }
        if (claim.right() == Right.FIRST
                && gateway.writes(RESELLER, TransactionId.of(id)).size() == 1) {
            Generation served = gateway.routes(LIMITS).find(UNIT).orElseThrow().writes();
            assertThat(claim.generation()).isEqualTo(served);
        }
        gateway.settle(entry.id(), accepted(entry));
        complete(gateway, entry);
    }

    /** On JDK 25, two of them would share one thread of a machine with two processors. */
    private static <T> CompletableFuture<T> inAThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private static CompletableFuture<Void> runInAThread(Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task).start());
    }
}
