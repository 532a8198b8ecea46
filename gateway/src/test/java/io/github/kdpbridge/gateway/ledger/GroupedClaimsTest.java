package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Phase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims and outcomes that share a transaction in PostgreSQL. */
@Tag("one-jdk")
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class GroupedClaimsTest extends RoutedLedgerTests {
    private static final String WAITING = "SELECT COUNT(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'";

    /** The writes that the transaction has changed. */
    private static final String CHANGED =
            "SELECT COUNT(*) FROM kdp_write WHERE CAST(xmin AS TEXT) = CAST(txid_current() % 4294967296 AS TEXT)";

    private static final String TRANSACTION = "SELECT CAST(xmin AS TEXT) FROM kdp_write WHERE id = '%s'";

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private final AtomicInteger holders = new AtomicInteger();
    /** Takes the place of the next commit. */
    private final AtomicReference<@Nullable Commit> next = new AtomicReference<>();

    private final AtomicInteger together = new AtomicInteger();

    private DataSource source;

    @Override
    Patience patience() {
        return RowGroupsTest.withAnyTimeForGroups();
    }

    private interface Commit {
        void of(Connection connection, Runnable real) throws SQLException;
    }

    @Override
    LedgerStore store() {
        LedgerStore.Postgresql empty = postgresql.empty();
        source = Connections.postgresql(empty, Patience.STANDARD);
        return empty;
    }

    @Override
    SqlLedger gateway() {
        SqlLedger gateway = super.gateway();
        watch(gateway.database().jdbiOfGroups());
        return gateway;
    }

    private void watch(Jdbi jdbi) {
        jdbi.setTransactionHandler(new DelegatingTransactionHandler(LocalTransactionHandler.binding()) {
            @Override
            public void commit(Handle handle) {
                Commit commit = next.getAndSet(null);
                if (commit == null) {
                    super.commit(handle);
                    return;
                }
                try {
                    commit.of(handle.getConnection(), () -> super.commit(handle));
                } catch (SQLException e) {
                    throw new TransactionException(e);
                }
            }
        });
    }

    /** Counts the writes of the transaction, and does not tell how it ended. */
    private Commit lost(boolean isDone) {
        return (connection, real) -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(CHANGED)) {
                row.next();
                together.set(row.getInt(1));
            }
            if (isDone) {
                real.run();
            }
            throw new SQLException("made up: the connection is gone", "08006");
        };
    }

    private CompletableFuture<Optional<Claim>> claimNew(SqlLedger gateway, Entry entry) {
        return gateway.claimNewAsync(entry, claim -> {}).toCompletableFuture();
    }

    private CompletableFuture<Optional<Claim>> claimNew(Entry entry) {
        return claimNew(ledger, entry);
    }

    private HeldWriters holdWriters(SqlLedger gateway) {
        return HeldWriters.by(noted -> {
            Entry holder = upload(SETTLED, "holder-" + holders.incrementAndGet(), "351800000000701", null);
            var unused = gateway.claimNewAsync(holder, claim -> noted.run());
        });
    }

    private Entry plain(String transaction) {
        return upload(SETTLED, transaction, "351800000000701", null);
    }

    private static Entry ofCustomer(String customer, String transaction, Entry like) {
        return Entry.of(
                ResellerId.of(like.reseller().value()),
                UploadRequest.builder(CustomerId.of(customer), TransactionId.of(transaction))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                like.since());
    }

    @Test
    void claimsWhoseCommitWasNotHeardOf_areGrantedAsTheFirst() {
        assertThat(claimsAfter(lost(true))).containsOnly(Optional.of(Right.FIRST));
    }

    @Test
    void claimsThatWereNotCommitted_areRecordedAlone() {
        assertThat(claimsAfter(lost(false))).containsOnly(Optional.of(Right.FIRST));
    }

    private List<Optional<Right>> claimsAfter(Commit commit) {
        routes.see(UNIT, Phase.SHADOW);
        HeldWriters writers = holdWriters(ledger);
        List<CompletableFuture<Optional<Claim>>> claims = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            claims.add(claimNew(plain("p" + number)));
            claims.add(claimNew(upload("r" + number)));
        }
        next.set(commit);
        writers.release();
        List<Optional<Right>> rights = claims.stream()
                .map(CompletableFuture::join)
                .map(claim -> claim.map(Claim::right))
                .toList();
        assertThat(together.get()).as("in one commit").isEqualTo(10);
        for (int number = 0; number < 5; number++) {
            assertThat(ledger.find(upload("r" + number).id()).map(Entry::generation))
                    .contains(Generation.GEN1);
            assertThat(ledger.find(plain("p" + number).id()).map(Entry::outcome))
                    .contains(Outcome.open());
        }
        return rights;
    }

    @Test
    void outcomesWhoseCommitWasNotHeardOf_areTheGatewaysOwn() {
        assertThat(endsAfter(lost(true))).containsExactly(true, true, true, false);
        assertThat(together.get()).as("in one commit").isEqualTo(3);
    }

    @Test
    void outcomesThatWereNotCommitted_areRecordedAlone() {
        assertThat(endsAfter(lost(false))).containsExactly(true, true, true, false);
        assertThat(together.get()).as("in one commit").isEqualTo(3);
    }

    /** Of writes that the service accepted, does not know, and may have, and of one that another gateway took over. */
    private List<Boolean> endsAfter(Commit commit) {
        Entry accepted = plain("1");
        Entry absent = plain("2");
        Entry open = plain("3");
        Entry taken = plain("4");
        List.of(accepted, absent, open, taken).forEach(ledger::claim);
        change("UPDATE kdp_write SET owner = 'other' WHERE id = '" + taken.id() + "'");
        HeldWriters writers = holdWriters(ledger);
        List<CompletableFuture<Boolean>> ends = List.of(
                end(accepted, accepted(accepted)),
                end(absent, Outcome.absent()),
                end(open, Outcome.open()),
                end(taken, Outcome.absent()));
        next.set(commit);

        writers.release();

        List<Boolean> ours = ends.stream().map(CompletableFuture::join).toList();
        assertThat(ledger.find(accepted.id()).map(Entry::outcome)).contains(accepted(accepted));
        assertThat(ledger.find(absent.id()).map(Entry::outcome)).contains(Outcome.absent());
        assertThat(ledger.abandoned(SETTLED)).contains(open.id());
        assertThat(ledger.find(taken.id()).map(Entry::outcome)).contains(Outcome.open());
        return ours;
    }

    private CompletableFuture<Boolean> end(Entry entry, Outcome outcome) {
        return ledger.settleAsync(entry.id(), outcome).toCompletableFuture();
    }

    private void change(String sql) {
        ledger.database().<Integer>inTransaction(session -> session.update(sql));
    }

    /** What its group says is certain, and so is what a transaction of its own says. */
    @Test
    void writeThatAnotherGatewayTookOverAndEndedAlike_isNotTheGatewaysOwn() {
        Entry first = plain("1");
        Entry second = plain("2");
        List.of(first, second).forEach(ledger::claim);
        change("UPDATE kdp_write SET owner = NULL, outcome = 'ABSENT'");

        assertThat(ledger.settle(first.id(), Outcome.absent())).isFalse();
        assertThat(end(second, Outcome.absent()).join()).isFalse();
    }

    /** The service accepted it, whatever gateway took it over. */
    @Test
    void acceptedWriteThatAnotherGatewayTookOver_isRecorded() {
        Entry entry = plain("1");
        ledger.claim(entry);
        change("UPDATE kdp_write SET owner = 'other'");

        assertThat(end(entry, accepted(entry)).join()).isTrue();
        assertThat(ledger.find(entry.id()).map(Entry::outcome)).contains(accepted(entry));
    }

    @Test
    void twoContentsOfOneId_areNotBothClaimedByOneGroup() {
        HeldWriters writers = holdWriters(ledger);
        CompletableFuture<Optional<Claim>> one = claimNew(plain("1"));
        CompletableFuture<Optional<Claim>> other = claimNew(upload(SETTLED, "1", "351800000001188", null));

        writers.release();

        assertThat(List.of(one.join().isPresent(), other.join().isPresent())).containsExactlyInAnyOrder(true, false);
        assertThat(ledger.writes(SETTLED, TransactionId.of("1"))).hasSize(1);
    }

    @Test
    void idsThatTwoGatewaysClaimAtOnce_haveOneOwnerEach() {
        try (SqlLedger other = gateway()) {
            HeldWriters writers = holdWriters(ledger);
            HeldWriters others = holdWriters(other);
            List<CompletableFuture<Optional<Claim>>> claims = new ArrayList<>();
            List<CompletableFuture<Optional<Claim>>> rivals = new ArrayList<>();
            for (int number = 0; number < 30; number++) {
                claims.add(claimNew(plain("t" + number)));
                rivals.add(0, claimNew(other, plain("t" + (29 - number))));
            }

            writers.release();
            others.release();

            for (int number = 0; number < 30; number++) {
                assertThat(List.of(
                                claims.get(number).join().isPresent(),
                                rivals.get(number).join().isPresent()))
                        .containsExactlyInAnyOrder(true, false);
            }
        }
    }

    @Test
    void claimOfAUnitThatIsBeingMoved_holdsUpNoOther_andFollowsTheMove() throws Exception {
        Entry moving = upload("1");
        Entry staying = ofCustomer("1200000322", "2", moving);
        Entry settled = plain("3");
        routes.see(UNIT, Phase.SHADOW);
        ledger.claim(ofCustomer("1200000322", "0", moving)); // its unit is seen
        HeldWriters writers = holdWriters(ledger);
        CompletableFuture<Optional<Claim>> follows = claimNew(moving);
        CompletableFuture<Optional<Claim>> stays = claimNew(staying);
        CompletableFuture<Optional<Claim>> other = claimNew(settled);
        CompletableFuture<Claim> claim;
        try (Connection mover = source.getConnection();
                Statement flip = mover.createStatement()) {
            mover.setAutoCommit(false);
            flip.execute("UPDATE kdp_route SET phase = 'CANARY', epoch = epoch + 1 WHERE unit = '" + UNIT.id() + "'");
            writers.release();

            assertThat(stays.join()).contains(first(Generation.GEN1));
            assertThat(other.join()).contains(first(Generation.GEN2));
            assertThat(follows.join()).as("left to the claim that waits").isEmpty();
            assertThat(transaction(staying)).as("in one group").isEqualTo(transaction(settled));
            claim = claimed(moving);
            waitForALock(claim);
            mover.commit();
        }
        assertThat(claim.join()).isEqualTo(first(Generation.GEN2));
    }

    private String transaction(Entry entry) {
        return ledger.database()
                .inTransaction(sql -> sql.handle()
                        .createQuery(TRANSACTION.formatted(entry.id()))
                        .mapTo(String.class)
                        .one());
    }

    /** Other gateways take its claims over as soon as its row is gone. */
    @Test
    void gatewayThatCloses_hasNoLease_beforeItsRowIsDeleted() throws Exception {
        Entry entry = plain("1");
        claimNew(entry).join();
        assertThat(ledger.isLeased(entry.id())).isTrue();
        try (Connection other = source.getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("SELECT * FROM kdp_gateway FOR UPDATE");
            CompletableFuture<Void> closing =
                    CompletableFuture.runAsync(ledger::close, task -> new Thread(task).start());
            waitForALock(closing);

            assertThat(ledger.isLeased(entry.id())).isFalse();
            assertThatThrownBy(() -> ledger.renew(entry.id()))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger is closed");
            other.rollback();
            closing.join();
            assertThat(ledger.isLeased(entry.id())).isFalse();
        }
        open(gateway());
    }

    /** A claim that it made later would be free for others at once. */
    @Test
    void gatewayThatCloses_takesNoClaims_whenItsRowIsDeleted() {
        watch(ledger.database().jdbi());
        AtomicReference<@Nullable CompletableFuture<?>> late = new AtomicReference<>();
        next.set((connection, real) -> {
            CompletableFuture<Optional<Claim>> claim = claimNew(plain("late"));
            late.set(claim);
            claim.exceptionally(failure -> Optional.empty()).join();
            real.run();
        });

        ledger.close();
        open(gateway());

        assertThat(late.get())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RefusedLocallyException.class);
    }

    @Test
    void moveWaitsForTheClaimsOfAGroup_andSeesThem() throws Exception {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        next.set((connection, real) -> {
            recorded.countDown();
            Uninterruptibles.awaitUninterruptibly(committed);
            real.run();
        });
        CompletableFuture<Optional<Claim>> claim = claimNew(upload("1"));
        recorded.await();
        CompletableFuture<Boolean> flip = CompletableFuture.supplyAsync(
                () -> {
                    routes.hold(UNIT, 1);
                    return routes.flip(UNIT, 1);
                },
                task -> new Thread(task).start());
        waitForALock(flip);

        committed.countDown();

        assertThat(claim.join()).contains(first(Generation.GEN1));
        assertThat(flip.join()).isFalse();
    }

    private void waitForALock(CompletableFuture<?> waiting) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            int seen;
            do {
                assertThat(waiting).isNotDone();
                try (ResultSet row = statement.executeQuery(WAITING)) {
                    row.next();
                    seen = row.getInt(1);
                }
            } while (seen == 0);
        }
    }
}
